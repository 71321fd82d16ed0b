using System.Globalization;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Web.Shared;
using InvestmentFair.Web.Texts;

namespace InvestmentFair.Web.Tests.Staff;

public sealed class FieldKindTests
{
    [Theory]
    [InlineData(Language.English, Language.Chinese)]
    [InlineData(Language.Chinese, Language.English)]
    public void What_cannot_be_read_is_said_in_the_language_of_whoever_asks_whoever_asked_before(string before, string now)
    {
        foreach (var language in new[] { before, now })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.Equal(FormTexts.UnreadableChoice, FieldKind.Of(typeof(ProjectCategory?)).Unreadable);
            Assert.Equal(FormTexts.UnreadableChoice, FieldKind.Of(typeof(string)).Unreadable);
        }
    }
}
