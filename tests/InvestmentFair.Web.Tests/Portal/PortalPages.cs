using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace InvestmentFair.Web.Tests.Portal;

internal static partial class PortalPages
{
    extension(HttpClient client)
    {
        public async Task<IHtmlDocument> PageAsync(string address)
        {
            using var answer = await client.OpenAsync(address);
            return await answer.PageAsync();
        }

        /// <summary>Where the asker's page leads whoever opens it by its key.</summary>
        public async Task<string> CleanAsync(string address)
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            return new Uri(client.BaseAddress!, answer.Headers.Location!).PathAndQuery;
        }

        /// <summary>As a browser opens the asker's page: by its key, and then at the address that does not hold it.</summary>
        public async Task<HttpResponseMessage> OpenAsync(string address)
        {
            var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            if (answer.Headers.Location?.OriginalString is not { } clean || !clean.Contains("q/r/", StringComparison.Ordinal)) return answer;
            answer.Dispose();
            return await client.GetAsync(clean, TestContext.Current.CancellationToken);
        }
    }

    extension(HttpResponseMessage answer)
    {
        public async Task<IHtmlDocument> PageAsync() =>
            new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Without what the framework seals: that is another text each time, whatever is in it.</summary>
    public static string Unsealed(string text) => Sealed().Replace(text, "SEALED");

    [GeneratedRegex(@"CfDJ8[\w/+=-]+")]
    private static partial Regex Sealed();

    extension(IParentNode page)
    {
        /// <summary>The text of the first match, with runs of white space made one.</summary>
        public string Text(string selector) =>
            string.Join(' ', (page.QuerySelector(selector)?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        public IReadOnlyList<string> Texts(string selector) =>
            [.. page.QuerySelectorAll(selector).Select(e => string.Join(' ', e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }
}
