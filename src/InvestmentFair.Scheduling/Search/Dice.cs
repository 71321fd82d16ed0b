namespace InvestmentFair.Scheduling.Search;

/// <summary>xoshiro256**, with SplitMix64 for the seed: the same numbers on every machine and runtime, which System.Random does not promise.</summary>
internal sealed class Dice
{
    private ulong _a, _b, _c, _d;

    public Dice(int seed)
    {
        var x = (ulong)seed;
        _a = Split(ref x);
        _b = Split(ref x);
        _c = Split(ref x);
        _d = Split(ref x);
    }

    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    private static ulong Split(ref ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        var z = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
