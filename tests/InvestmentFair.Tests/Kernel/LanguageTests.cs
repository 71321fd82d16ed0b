using System.Globalization;
using InvestmentFair.Kernel;

namespace InvestmentFair.Tests.Kernel;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(Language.Chinese, "王强、李宁")]
    [InlineData(Language.English, "王强, 李宁")]
    public void Several_names_in_one_line_are_parted_as_the_reader_s_language_parts_them(string language, string line)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        string[] names = ["王强", "李宁"];

        Assert.Equal(line, Language.List(names));
        // So does what a form or a plan shows of a field that holds many.
        Assert.Equal(line, Form.Show(names));
    }
}
