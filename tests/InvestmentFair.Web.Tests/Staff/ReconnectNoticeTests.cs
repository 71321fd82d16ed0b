using System.Globalization;
using Bunit;
using InvestmentFair.Kernel;
using InvestmentFair.Web.Layouts;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>What stands while the line is lost, with the seconds that the framework's script writes into it.</summary>
public sealed class ReconnectNoticeTests
{
    [Theory, InlineData(Language.Chinese, "还没有连上，1 秒后再试。"), InlineData(Language.English, "Not connected yet; trying again in 1 s.")]
    public void The_seconds_stand_in_the_sentence_as_each_language_parts_words(string language, string said)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var context = new BunitContext();
        var counts = context.Render<ReconnectNotice>().Find(".countdown");
        counts.QuerySelector("span")!.TextContent = "1";

        Assert.Equal(said, counts.TextContent);
    }
}
