using System.Text;
using System.Text.RegularExpressions;

namespace InvestmentFair.Kernel;

/// <summary>Typed text on its way to being compared or kept.</summary>
public static partial class Folding
{
    // The normaliser throws on half a surrogate pair and on U+FFFE, and both databases or XML stumble over the rest.
    private const string NoCharacter = @"[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]";

    extension(string text)
    {
        /// <summary>Full-width forms made plain (NFKC). Never throws: what is no character is left out.</summary>
        public string Folded => NotCharacters().Replace(text, "").Normalize(NormalizationForm.FormKC);

        /// <summary>No character that cannot be kept: control characters other than line breaks and tabs, and what is no character.</summary>
        public bool IsWritable => !Unwritable().IsMatch(text);
    }

    [GeneratedRegex(NoCharacter)]
    private static partial Regex NotCharacters();

    [GeneratedRegex(@"[\p{Cc}-[\n\r\t]]|" + NoCharacter)]
    private static partial Regex Unwritable();
}
