using Bunit;
using InvestmentFair.Access;
using InvestmentFair.Files;
using InvestmentFair.Projects;
using InvestmentFair.Web.Texts;
using Microsoft.AspNetCore.Components.Forms;
using SkiaSharp;

namespace InvestmentFair.Web.Tests.Staff;

/// <summary>Pictures and papers on a project's page of the console.</summary>
public sealed class ListingFilesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Staff_put_the_pictures_in_order_and_take_one_away()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var page = Open(desk);
        page.Wait(() => Assert.Equal(3, page.All(".listing-files li").Count));
        var captions = page.Texts(".listing-files b");
        Assert.Contains(ListingFileTexts.Cover, page.Texts(".listing-files li")[0], StringComparison.Ordinal);
        Assert.DoesNotContain(ListingFileTexts.Cover, page.Texts(".listing-files li")[1], StringComparison.Ordinal);

        page.All(".listing-files li")[1].QuerySelector("button[aria-label$=前移]")!.Click();
        page.Wait(() => Assert.Equal([captions[1], captions[0], captions[2]], page.Texts(".listing-files b")));

        page.Press(ListingFileTexts.TakeAway, ".listing-files");
        page.Wait(() => Assert.Equal([captions[0], captions[2]], page.Texts(".listing-files b")));
    }

    [Fact]
    public async Task Without_a_file_or_its_caption_nothing_is_added_and_the_reason_stands_in_the_dialog()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var page = Open(desk);
        page.Wait(() => Assert.NotEmpty(page.All(".listing-files li")));
        var acts = desk.Acts();

        page.Press(ListingFileTexts.Add);
        page.Wait(() => Assert.NotNull(page.Dialog));
        page.Confirm();
        page.Wait(() => Assert.Equal("必填", page.ProblemOf("d-CaptionZh")));
        page.Fill("d-CaptionZh", "入口");
        page.Confirm();
        page.Wait(() => Assert.Contains(ProjectFileRefusals.Missing.Zh, page.DialogText, StringComparison.Ordinal));
        Assert.Equal(acts, desk.Acts());
    }

    [Fact]
    public async Task A_leader_sees_them_and_is_offered_no_change()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var page = Open(desk);

        page.Wait(() => Assert.NotEmpty(page.All(".listing-files li")));
        Assert.Empty(page.All(".listing-files button"));
        Assert.False(page.Offers(ListingFileTexts.Add));
    }

    [Fact]
    public async Task What_an_account_brings_is_counted_and_the_limit_is_said()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        for (var brought = 1; brought < new UploadOptions().FilesPerDay; brought++) desk.Desk<UploadQuota>().Count(desk.Me, 0);
        using var first = new MemoryStream("%PDF-1.4"u8.ToArray());
        using var second = new MemoryStream("%PDF-1.4"u8.ToArray());

        Assert.False((await desk.Desk<FileDesk>().KeepAsync(desk.Me, "a.pdf", first, Cancel)).Refused);
        Assert.Equal("file.quota", (await desk.Desk<FileDesk>().KeepAsync(desk.Me, "b.pdf", second, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task A_plant_is_given_a_picture_another_and_none()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Staff);
        var page = OpenPlant(desk);
        page.Wait(() => Assert.True(page.Offers(ListingFileTexts.ReplacePicture)));
        var before = page.Find("section[aria-labelledby=plant-picture] img").GetAttribute("src");

        page.Press(ListingFileTexts.ReplacePicture);
        page.Wait(() => Assert.NotNull(page.Dialog));
        page.Confirm();
        page.Wait(() => Assert.Contains(PlantRefusals.NotAPicture.Zh, page.DialogText, StringComparison.Ordinal));
        page.Page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Picture(), "plant.png"));
        page.Wait(() => Assert.Contains("plant.", page.DialogText, StringComparison.Ordinal));
        page.Confirm();
        page.Wait(() => Assert.NotEqual(before, page.Find("section[aria-labelledby=plant-picture] img").GetAttribute("src")));

        page.Press(ListingFileTexts.TakeAway);
        page.Wait(() => Assert.True(page.Offers(ListingFileTexts.AddPicture)));
        Assert.Empty(page.All("section[aria-labelledby=plant-picture] img"));
    }

    [Fact]
    public async Task A_leader_sees_the_picture_of_a_plant_and_is_offered_no_change()
    {
        await using var desk = await StaffPageContext.SitAsync(Role.Leader);
        var page = OpenPlant(desk);

        page.Wait(() => Assert.NotEmpty(page.All("section[aria-labelledby=plant-picture] img")));
        Assert.Empty(page.All("section[aria-labelledby=plant-picture] button"));
    }

    private static byte[] Picture()
    {
        using var bitmap = new SKBitmap(1000, 750);
        bitmap.Erase(SKColors.SeaGreen);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return png.ToArray();
    }

    private static Screen OpenPlant(StaffPageContext desk) =>
        desk.Visit($"/console/{StaffPageContext.Fair}/plants/{desk.Id<IdlePlant>(all => all.Where(p => p.PictureId != null))}");

    private static Screen Open(StaffPageContext desk) =>
        desk.Visit($"/console/{StaffPageContext.Fair}/projects/{desk.Id<Project>(all => all.Where(p => p.Code == "LC-T01"))}");
}
