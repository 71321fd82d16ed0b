using InvestmentFair.Kernel;

namespace InvestmentFair.Projects;

/// <summary>
/// A picture or paper that a listing shows, at a place in its order. It is public for as long as the listing is; one that
/// was taken away keeps its row, as every record does, and has no address any more.
/// </summary>
public sealed class ProjectFile : Record
{
    public const int Most = 12;

    private ProjectFile()
    {
    }

    public Guid ProjectId { get; private init; }

    public Guid FileId { get; private init; }

    public bool IsPicture { get; private init; }

    public Bilingual Caption { get; private set; } = Bilingual.Empty;

    public int Ordinal { get; private set; }

    public bool IsRemoved { get; private set; }

    public static ProjectFile Of(Guid projectId, Guid fileId, bool isPicture, CaptionForm form, int ordinal)
    {
        var file = new ProjectFile { ProjectId = projectId, FileId = fileId, IsPicture = isPicture, Ordinal = ordinal };
        file.Describe(form);
        return file;
    }

    public void Describe(CaptionForm form) =>
        Caption = new Bilingual(form.CaptionZh.Trim(), string.IsNullOrWhiteSpace(form.CaptionEn) ? null : form.CaptionEn.Trim());

    public void Remove() => IsRemoved = true;

    public void StandAt(int ordinal) => Ordinal = ordinal;
}

public sealed class CaptionForm : Form
{
    [Text("说明", "Caption (Chinese)"), Needed, AtMost(120)]
    public string CaptionZh { get; set; } = "";

    [Text("说明（英文）", "Caption (English)"), AtMost(200)]
    public string? CaptionEn { get; set; }
}

/// <summary>A listing's pictures and papers. The first picture is the one on its card.</summary>
public sealed partial class Project
{
    private IEnumerable<ProjectFile> ShownFiles() => Files.Where(f => !f.IsRemoved).OrderBy(f => f.Ordinal);

    public Outcome<ProjectFile> Show(Guid fileId, bool isPicture, CaptionForm form, DateTime now)
    {
        if (ShownFiles().Count() >= ProjectFile.Most) return ProjectFileRefusals.TooMany;
        var file = ProjectFile.Of(Id, fileId, isPicture, form, Files.Count == 0 ? 1 : Files.Max(f => f.Ordinal) + 1);
        Files.Add(file);
        Arranged(now);
        return file;
    }

    /// <summary>One place forward (-1) or back (1) in the order; at the end of it nothing changes.</summary>
    public Outcome Move(Guid id, int step, DateTime now)
    {
        var order = ShownFiles().ToList();
        var at = order.FindIndex(f => f.Id == id);
        if (at < 0) return Refusal.NotFound;
        var to = at + Math.Sign(step);
        if (to < 0 || to >= order.Count) return Outcome.Done;
        var (moved, other) = (order[at].Ordinal, order[to].Ordinal);
        order[at].StandAt(other);
        order[to].StandAt(moved);
        Arranged(now);
        return Outcome.Done;
    }

    public Outcome Describe(Guid id, CaptionForm form, DateTime now)
    {
        if (ShownFiles().FirstOrDefault(f => f.Id == id) is not { } file) return Refusal.NotFound;
        file.Describe(form);
        Arranged(now);
        return Outcome.Done;
    }

    public Outcome TakeAway(Guid id, DateTime now)
    {
        if (ShownFiles().FirstOrDefault(f => f.Id == id) is not { } file) return Refusal.NotFound;
        file.Remove();
        Arranged(now);
        return Outcome.Done;
    }

    private void Arranged(DateTime now) => (PictureId, UpdatedAt) = (ShownFiles().FirstOrDefault(f => f.IsPicture)?.FileId, now);
}

public static class ProjectFileRefusals
{
    public static Refusal TooMany => new("project-file.most", $"一个项目最多 {ProjectFile.Most} 份图片和资料", $"A project shows at most {ProjectFile.Most} pictures and papers");

    public static Refusal Missing => new("project-file.missing", "请选择图片或 PDF 文件", "Please choose a picture or a PDF");
}
