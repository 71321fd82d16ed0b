using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InvestmentFair.Kernel;
using InvestmentFair.Scheduling;

namespace InvestmentFair.Meetings;

public enum ProposalOf
{
    [Text("排期结果", "What was found")] Solution,
    [Text("影响人最少", "Fewest people")] FewestPeople,
    [Text("取消最少", "Fewest dropped")] FewestDrops,
    [Text("质量最好", "Best quality")] BestQuality,
}

/// <summary>
/// A timetable that a search found, kept as it was found: meetings, requests, slots, tables and people by what the database knows, since
/// the grid may change before it is accepted. What excludes each other is kept by the same keys and said in the reader's words.
/// </summary>
public sealed class ScheduleProposal
{
    private ScheduleProposal()
    {
    }

    public Guid RunId { get; private init; }

    public int Ordinal { get; private init; }

    public ProposalOf Kind { get; private init; }

    public string Scores { get; private init; } = "";

    public string Conflicts { get; private init; } = "";

    public string LeftOut { get; private init; } = "";

    public string Arrangements { get; private init; } = "";

    /// <summary>What it changes, where people have their timetable already.</summary>
    public string? Change { get; private init; }

    /// <summary>What a search came to: the ways to replan, or the one timetable that was found.</summary>
    public static IEnumerable<ScheduleProposal> Of(Guid runId, RunResult result) => result.Proposals.Count == 0 ? [Of(runId, 1, result)] : result.Proposals.Select((p, i) => new ScheduleProposal
    {
        RunId = runId,
        Ordinal = i,
        Kind = p.Change.BestBy[0],
        Scores = Kept.Write<IReadOnlyList<Score>>([]),
        Conflicts = Kept.Write(result.Conflicts),
        LeftOut = Kept.Write(result.LeftOut),
        Arrangements = Kept.Write(p.Arrangements),
        Change = Kept.Write(p.Change),
    });

    public static ScheduleProposal Of(Guid runId, int ordinal, RunResult result) => new()
    {
        RunId = runId,
        Ordinal = ordinal,
        Scores = Kept.Write(result.Found.Scores),
        Conflicts = Kept.Write(result.Conflicts),
        LeftOut = Kept.Write(result.LeftOut),
        Arrangements = Kept.Write(result.Found.Arrangements),
    };

    public IReadOnlyList<Arrangement> ReadArrangements() => Kept.Read<IReadOnlyList<Arrangement>>(Arrangements);

    internal ProposedChange? ReadChange() => Change is null ? null : Kept.Read<ProposedChange>(Change);

    internal IReadOnlyList<Score> ReadScores() => Kept.Read<IReadOnlyList<Score>>(Scores);

    internal IReadOnlyList<Conflict> ReadConflicts() => Kept.Read<IReadOnlyList<Conflict>>(Conflicts);

    internal IReadOnlyList<LeftOut> ReadLeftOut() => Kept.Read<IReadOnlyList<LeftOut>>(LeftOut);
}

/// <summary>
/// Who searches, and until when nobody else does: renewed while it goes on, and run out soon after its server is gone. What the search has
/// come upon lies beside it, so that the next start of it finds it.
/// </summary>
public sealed class RunLease
{
    public Guid RunId { get; private init; }

    /// <summary>One start of the search; nobody's where it was broken off in good order.</summary>
    public Guid Owner { get; private init; }

    public DateTime Until { get; private init; }

    public string? Progress { get; private init; }

    public string? Best { get; private init; }

    public RunProgress? ReadProgress() => Progress is null ? null : Kept.Read<RunProgress>(Progress);

    internal BestSoFar? ReadBest() => Best is null ? null : Kept.Read<BestSoFar>(Best);
}

/// <summary>What the engine and its findings look like in a column: members and kinds by name, sets of slots as lists.</summary>
internal static class Kept
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        // Requests with their versions are pairs without names.
        IncludeFields = true,
        Converters = { new JsonStringEnumConverter(), new SlotSetConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds } },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    /// <summary>By this a problem is known again; it does not depend on how anything is kept in a column.</summary>
    public static string DigestOf(TimetableProblem problem) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(problem)));

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(Conflict) && type.Type != typeof(Reason)) return;
        type.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var kind in type.Type.GetNestedTypes()) type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }

    private sealed class SlotSetConverter : JsonConverter<SlotSet>
    {
        public override SlotSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SlotSet.Of(JsonSerializer.Deserialize<int[]>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, SlotSet value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
