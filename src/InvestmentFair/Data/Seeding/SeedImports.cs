using InvestmentFair.Access;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;

namespace InvestmentFair.Data.Seeding;

/// <summary>
/// Guests and projects come as sheets in the headings of the importers and go the way of every sheet: read, previewed,
/// taken whole, with a batch. A row that the preview would not take stops the load.
/// </summary>
internal sealed class SeedImports(SeedBook book, string directory)
{
    public async Task TakeAsync<TRecord, TForm>(FairDbContext db, ImportOf<TRecord, TForm> import, string fair, string file, DateTime at, CancellationToken cancel)
        where TRecord : Record where TForm : Form, new()
    {
        var path = Path.Combine(directory, file);
        if (!File.Exists(path)) throw new SeedException(file, 0, $"没有这个文件 no such file in {directory}");
        var bytes = await File.ReadAllBytesAsync(path, cancel);
        var looked = await import.PreviewAsync(db, Path.GetFileName(file), bytes, cancel);
        if (looked.Value is not { } preview) throw new SeedException(file, 1, looked.Text);
        if (preview.Unmatched.Count > 0) throw new SeedException(file, 1, $"没有这些字段 no such fields: {string.Join(", ", preview.Unmatched)}");
        if (preview.Rows.FirstOrDefault(r => r.Verdict is ImportVerdict.Error) is { } wrong) throw new SeedException(file, wrong.Number, Problems(preview, wrong));

        var taken = await import.TakeAsync(db, fair, Path.GetFileName(file), bytes, preview.Fingerprint, Actor.Seed.Name, at, cancel);
        if (taken.Refused) throw new SeedException(file, 1, taken.Text);
        book.Took(file, preview.Rows.Count);
    }

    private static string Problems(ImportPreview preview, ImportRow row) => string.Join("; ",
        row.Cells.Select((cell, i) => cell.Problem is null ? null : $"{preview.Columns[i]} {cell.Problem}").Append(row.Problem).OfType<string>());
}
