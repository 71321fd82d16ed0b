using System.Text;

namespace InvestmentFair.People;

/// <summary>A name as it is compared: width, case, spaces, middle dots and what stands in brackets (示例, 女) make no difference.</summary>
public static class PersonName
{
    public static string Key(string name)
    {
        var key = new StringBuilder();
        var depth = 0;
        foreach (var c in name.Normalize(NormalizationForm.FormKC))
        {
            if (c is '(' or '[' or '【') depth++;
            else if (c is ')' or ']' or '】') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && char.IsLetterOrDigit(c) || char.IsSurrogate(c)) key.Append(char.ToLowerInvariant(c));
        }

        // A name that stands in brackets altogether is still a name.
        return key.Length > 0 ? key.ToString() : name.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();
    }
}
