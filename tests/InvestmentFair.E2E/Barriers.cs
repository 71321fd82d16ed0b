using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace InvestmentFair.E2E;

/// <summary>What keeps somebody from using a page, as axe finds it. No page has frames, so that it runs in the page itself and once.</summary>
internal static class Barriers
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <param name="page">As it stands, with its dialogs.</param>
    /// <param name="address">Says where the barrier is.</param>
    /// <param name="known">What a library gets wrong: rule and selector, with the thread that knows of it.</param>
    public static async Task NoneAsync(IPage page, string address, params (string Rule, string Target, string Thread)[] known)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[][]>("""
            async () => {
                if (document.querySelector('iframe, frame')) throw new Error('A page with frames is looked at only in part.');
                const { violations } = await axe.run(document, { resultTypes: ['violations'] });
                return violations.flatMap(v => v.nodes.map(n => [v.id, n.target.join(' ')]));
            }
            """);
        var barriers = found.Where(b => !known.Any(k => k.Rule == b[0] && b[1].Contains(k.Target, StringComparison.Ordinal))).ToList();
        Assert.True(barriers.Count == 0, $"{address}: {string.Join("; ", barriers.Take(6).Select(b => string.Join(' ', b)))}");
    }
}
