using System.Security.Cryptography;
using System.Text;

namespace InvestmentFair.Edits;

/// <summary>Counts every line and keeps the first of each kind.</summary>
internal sealed class EditTally
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<EditLine> _warned = [];
    private readonly List<EditLine> _changes = [];
    private readonly List<EditLine> _skips = [];
    private readonly Dictionary<string, int> _reasons = [];
    private int _changed;
    private int _warnings;

    public void Add(IReadOnlyList<EditLine> lines)
    {
        foreach (var line in lines)
        {
            _hash.AppendData(Encoding.UTF8.GetBytes($"{line.Id}\0{line.Old}\0{line.New}\0{line.Skipped}\0{line.Warning}\n"));
            if (line.Skipped is null) _changed++;
            else _reasons[line.Skipped] = _reasons.GetValueOrDefault(line.Skipped) + 1;
            if (line.Warning is not null) _warnings++;
            var shown = line.Warning is not null ? _warned : line.Skipped is null ? _changes : _skips;
            if (shown.Count < EditPlan.MostShown) shown.Add(line);
        }
    }

    public EditPlan Plan() => new(Convert.ToHexStringLower(_hash.GetHashAndReset()), _changed,
        [.. _reasons.OrderByDescending(r => r.Value).Select(r => new EditSkip(r.Key, r.Value))], [.. _warned, .. _changes, .. _skips])
    {
        Warnings = _warnings,
    };
}
