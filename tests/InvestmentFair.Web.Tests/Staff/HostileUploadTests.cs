using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Projects;
using InvestmentFair.Tests;
using InvestmentFair.Web.Tests.Hosting;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Whatever is brought to the field of a form is refused in the reader's language or kept under a name that ends as it is.</summary>
public sealed class HostileUploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task What_is_brought_to_a_form_is_refused_with_the_reason_or_kept_for_what_it_is(string language)
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Organizer);
        var (page, input) = Open(desk, language);

        foreach (var hostile in HostileUploads.All) Bring(page, input, hostile);

        // Nothing became part of a record by being brought.
        await using var db = desk.Open();
        Assert.False(await db.Files.AnyAsync(f => f.StoredAt >= desk.Desk<FairClock>().GetUtcNow().UtcDateTime, Cancel));
    }

    /// <summary>The collection of hostile files, where it stands beside the project: the same at the same door.</summary>
    [Fact]
    public async Task The_collection_is_refused_with_the_reason_or_kept_for_what_it_is()
    {
        Assert.SkipUnless(HostileFolder.Path is not null, HostileFolder.Missing);
        await using var desk = await StaffPageContext.SitAsync(Role.Organizer);
        var (page, input) = Open(desk, Language.English);
        foreach (var path in Directory.EnumerateFiles(HostileFolder.Path!).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var taken = name is "pdf_js.pdf" or "png_plus_html_tail.png" or "png_plus_zip_polyglot.png" or "png_text_chunk_xss.png";

            Bring(page, input, new HostileUpload(name, await File.ReadAllBytesAsync(path, Cancel), !taken));
        }
    }

    private static (Screen Page, IRenderedComponent<InputFile> Input) Open(StaffPageContext desk, string language)
    {
        var page = desk.Visit($"/console/{StaffPageContext.Fair}/projects/{desk.Id<Project>(all => all.Where(p => p.Code == "LC-T01"))}", language);
        page.Wait(() => Assert.True(page.Offers(ListingFileTexts.Add)));
        page.Press(ListingFileTexts.Add);
        page.Wait(() => Assert.NotNull(page.Dialog));
        return (page, page.Page.FindComponent<InputFile>());
    }

    private static void Bring(Screen page, IRenderedComponent<InputFile> input, HostileUpload hostile)
    {
        input.UploadFiles(InputFileContent.CreateFromBinary(hostile.Content, hostile.Name));

        page.Wait(() =>
        {
            var (kept, refused) = (page.All(".mud-dialog .hint[role=status]"), page.All(".mud-dialog .problem[role=alert]"));
            Assert.Equal((hostile.Name, hostile.IsRefused ? 0 : 1, hostile.IsRefused ? 1 : 0), (hostile.Name, kept.Count, refused.Count));
            if (hostile.IsRefused) Assert.Equal((hostile.Name, true), (hostile.Name, Language.IsEnglish != refused[0].TextContent.Any(c => c is >= '一' and <= '鿿')));
            else Assert.Matches(@"\.(pdf|webp)\b", kept[0].TextContent);
        });
    }
}
