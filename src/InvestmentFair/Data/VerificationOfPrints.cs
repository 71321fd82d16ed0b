using InvestmentFair.Documents;
using InvestmentFair.Kernel;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data;

public sealed partial class Verification
{
    private static async Task<IReadOnlyList<Tally>> PrintsAsync(FairDbContext db, CancellationToken cancel)
    {
        var prints = new Tally("prints", "打印登记的每一行都是当时打印的", "Every line of every registered print is what went on paper");
        var written = await WrittenDigestsAsync(db, nameof(PrintRun), cancel);
        await foreach (var print in db.Prints.Include(p => p.Printed.OrderBy(l => l.Ordinal)).OrderBy(p => p.Number).AsAsyncEnumerable().WithCancellation(cancel))
            prints.Expect(print.Lines == print.Printed.Count && (print.OnlyChanges || print.OnPaper == print.Lines) && print.Digest == PrintRun.DigestOf(print.Printed.Select(l => l.Line)) && IsAsWritten(written, print.Id, print.Digest),
                () => Language.Say($"打印 {print.Number} 的行数或内容与摘要不符", $"Print {print.Number}: its lines are not as many, or not those, that were printed"));
        return [prints];
    }
}
