using InvestmentFair.Access;

namespace InvestmentFair.Tests.Access;

public class RolesTests
{
    [Fact]
    public void A_visitor_may_nothing() => Assert.DoesNotContain(Enum.GetValues<Permission>(), Actor.Portal.May);

    [Fact]
    public void A_leader_changes_nothing() => Assert.Equal([Permission.ViewFair, Permission.ViewDeals], Enum.GetValues<Permission>().Where(p => Role.Leader.Grants(p)));

    [Fact]
    public void Only_the_administrator_manages_accounts() => Assert.Equal([Role.Administrator], Enum.GetValues<Role>().Where(r => r.Grants(Permission.ManageAccounts)));

    [Fact]
    public void What_is_not_granted_is_not_done()
    {
        var leader = new Actor(Guid.NewGuid(), "示例", Role.Leader);

        Assert.Throws<NotAllowedException>(() => leader.Must(Permission.ManageDeals));
    }

    [Fact]
    public void An_initial_password_always_meets_the_rules() =>
        Assert.All(Enumerable.Range(0, 2000).Select(_ => Passwords.Make()), password =>
            Assert.True(password.Length == Passwords.Length && password.Any(char.IsAsciiDigit) && password.Any(char.IsAsciiLetterLower)));
}
