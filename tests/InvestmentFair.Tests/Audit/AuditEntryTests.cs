using InvestmentFair.Audit;

namespace InvestmentFair.Tests.Audit;

/// <summary>Two links that say different things never have one hash, wherever a word of one ends and the next begins.</summary>
public sealed class AuditEntryTests
{
    private static readonly Guid Who = Guid.CreateVersion7();

    public static TheoryData<string, string, string?, string, string, string?> Alike => new()
    {
        { "周文", "guest.entered\n核对", null, "周文", "guest.entered", "核对\n" },
        { "周文\nguest.entered", "", null, "周文", "guest.entered\n", null },
        { "周文", "guest.entered", null, "周文", "guest.entered", "" },
    };

    [Theory, MemberData(nameof(Alike))]
    public void Words_that_only_stand_elsewhere_make_another_hash(string oneName, string oneAct, string? onePurpose, string otherName, string otherAct, string? otherPurpose) =>
        Assert.NotEqual(Link(oneName, oneAct, onePurpose).ComputeHash(), Link(otherName, otherAct, otherPurpose).ComputeHash());

    [Fact]
    public void A_row_whose_field_repeats_the_mark_between_fields_is_another_row()
    {
        var id = Guid.CreateVersion7();
        var row = HistoryRow.Of(1, 0, "Guest", id, 1, "Name", null, "张三");
        var (one, other) = (Link("周文", "guest.entered", null), Link("周文", "guest.entered", null));
        one.Rows.Add(Row(row, "Guest", "Name|1"));
        other.Rows.Add(Row(row, "Guest|Name", "1"));

        Assert.NotEqual(one.ComputeHash(), other.ComputeHash());
    }

    [Fact]
    public void The_same_words_make_the_same_hash_in_whatever_order_the_rows_were_read()
    {
        HistoryRow[] rows = [.. Enumerable.Range(0, 3).Select(i => HistoryRow.Of(1, i, "Guest", Guid.CreateVersion7(), 1, "Name", null, $"{i}"))];
        var (one, other) = (Link("周文", "guest.entered", null), Link("周文", "guest.entered", null));
        one.Rows.AddRange(rows);
        other.Rows.AddRange(rows.Reverse());

        Assert.Equal(one.ComputeHash(), other.ComputeHash());
        other.Rows.RemoveAt(0);
        Assert.NotEqual(one.ComputeHash(), other.ComputeHash());
    }

    private static AuditEntry Link(string name, string act, string? purpose) => new() { Sequence = 1, At = new DateTime(2027, 7, 1, 0, 0, 0, DateTimeKind.Utc), ActorId = Who, ActorName = name, Act = act, Purpose = purpose };

    private static HistoryRow Row(HistoryRow of, string record, string field) => HistoryRow.Of(of.Sequence, of.Ordinal, record, of.RecordId, of.RecordVersion, field, of.Old, of.New);
}
