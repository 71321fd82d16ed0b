using InvestmentFair.Delegations;
using InvestmentFair.Imports;
using InvestmentFair.People;

namespace InvestmentFair.Tests.Imports;

/// <summary>Whom a row of a sheet means, and that it is found without reading through all guests.</summary>
public sealed class KnownGuestsTests
{
    private static readonly Guid County = Guid.CreateVersion7();
    private static readonly Guid Enterprise = Guid.CreateVersion7();

    [Fact]
    public void A_number_goes_before_a_name_and_a_mobile_before_the_party()
    {
        var (one, other) = (Known(1, "张伟", "13800000001"), Known(2, "张伟", "13800000002"));
        var known = new KnownGuests([one, other]);

        Assert.Equal([other], known.Meant("0002", Row("李四", "13800000001")));
        Assert.Equal([other], known.Meant(null, Row("张伟", "138 0000 0002")));
        Assert.Equal([other], known.Meant(null, Row("张伟", "138****0002")));
        Assert.Equal([one, other], known.Meant(null, Row("张伟", "13900000000")));
        Assert.Empty(known.Meant("0003", Row("张伟", "13800000001")));
        Assert.Empty(known.Meant(null, Row("张伟", "13900000000", Guid.CreateVersion7())));
        Assert.Empty(known.Meant(null, Row("李四", "13800000001")));
    }

    [Fact]
    public void Who_is_of_both_the_delegation_and_the_enterprise_is_meant_once()
    {
        var guest = Known(1, "张伟", null, Enterprise);

        Assert.Equal([guest], new KnownGuests([guest]).Meant(null, Row("张 伟".Replace(" ", "", StringComparison.Ordinal), null, County, Enterprise)));
        Assert.Equal([guest], new KnownGuests([guest]).Meant(null, Row("张伟\u200B", null, null, Enterprise)));
    }

    /// <summary>The worst sheet: nobody has a number of ours, and everybody has the same name.</summary>
    [Fact]
    public void Twice_as_many_guests_and_rows_are_twice_as_many_comparisons()
    {
        var (small, large) = (Compared(1_000), Compared(2_000));

        Assert.InRange(small, 1_000, 20_000);
        Assert.InRange((double)large / small, 1.8, 2.2);
    }

    private static int Compared(int count)
    {
        var counting = new Counting();
        var known = new KnownGuests([.. Enumerable.Range(0, count).Select(i => Known(i, "张伟", $"138{i:00000000}", Guid.CreateVersion7(), Guid.CreateVersion7()))], counting);
        for (var i = 0; i < count; i++)
        {
            Assert.Single(known.Meant(null, Row("张伟", $"138{i:00000000}")));
            Assert.Single(known.Meant($"{i:0000}", Row("", null)));
        }

        return counting.Asked;
    }

    private static Guest Known(int number, string name, string? mobile, Guid? enterprise = null, Guid? county = null)
    {
        var form = new GuestForm { Name = name, Mobile = mobile, DelegationId = county ?? County, InvestorId = enterprise, Part = GuestPart.Staff };
        return Guest.Enter($"{number:0000}", Guid.CreateVersion7(), Person.Enter(form.PersonForm(null)), form);
    }

    private static GuestForm Row(string name, string? mobile, Guid? county = null, Guid? enterprise = null) => new() { Name = name, Mobile = mobile, DelegationId = county ?? (enterprise is null ? County : null), InvestorId = enterprise };

    private sealed class Counting : IEqualityComparer<string>
    {
        public int Asked { get; private set; }

        public bool Equals(string? x, string? y)
        {
            Asked++;
            return string.Equals(x, y, StringComparison.Ordinal);
        }

        public int GetHashCode(string text)
        {
            Asked++;
            return StringComparer.Ordinal.GetHashCode(text);
        }
    }
}
