using InvestmentFair.Access;
using InvestmentFair.Files;
using InvestmentFair.Projects;
using InvestmentFair.Tests.Files;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace InvestmentFair.Tests.Projects;

public sealed class ProjectFileDeskTests
{
    private static readonly Actor Leader = new(Guid.NewGuid(), "领导（测试）", Role.Leader);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Both))]
    public async Task Pictures_stand_in_their_order_and_the_first_is_the_cover(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        var project = await ProjectAsync(house);
        var seeded = (await desk.FilesAsync(House.Organizer, project, Cancel)).Files;

        House.Done(await desk.AddAsync(House.Organizer, project, await UploadAsync(house, SKColors.Red), new CaptionForm { CaptionZh = "入口" }, Cancel));
        House.Done(await desk.AddAsync(House.Organizer, project, await UploadAsync(house, SKColors.Blue), new CaptionForm { CaptionZh = "水源", CaptionEn = "Spring" }, Cancel));
        var added = (await desk.FilesAsync(House.Organizer, project, Cancel)).Files;
        Assert.Equal(["入口", "水源"], added.Skip(seeded.Count).Select(f => f.Caption.CaptionZh));

        for (var up = 0; up <= seeded.Count; up++) House.Done(await desk.MoveAsync(House.Organizer, project, await house.VersionAsync<Project>(project), added[^1].Id, -1, Cancel));
        House.Done(await desk.MoveAsync(House.Organizer, project, await house.VersionAsync<Project>(project), added[^1].Id, -1, Cancel));
        Assert.Equal(added[^1].FileId, await CoverAsync(house, project));

        House.Done(await desk.TakeAwayAsync(House.Organizer, project, await house.VersionAsync<Project>(project), added[^1].Id, Cancel));
        Assert.Equal(seeded[0].FileId, await CoverAsync(house, project));
        Assert.DoesNotContain((await desk.FilesAsync(House.Organizer, project, Cancel)).Files, f => f.Id == added[^1].Id);
        await house.VerifyAsync();
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_file_has_a_public_address_for_as_long_as_its_project_is_published(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var desk = Desk(house);
        var portal = new PortalQueries(house.Database.Contexts, house.Clock);
        var project = await ProjectAsync(house);
        using var pdf = new MemoryStream("%PDF-1.4 sample"u8.ToArray());
        House.Done(await desk.AddAsync(House.Organizer, project, House.Done(await house.Database.Files.KeepAsync("册.pdf", pdf, Cancel)), new CaptionForm { CaptionZh = "项目册" }, Cancel));
        var paper = (await desk.FilesAsync(House.Organizer, project, Cancel)).Files.Single(f => !f.IsPicture);
        Assert.Equal(FileKinds.Pdf, (await portal.FileAsync(paper.FileId, null, Cancel))?.ContentType);

        House.Done(await house.Publication.WithdrawAsync(House.Organizer, project, await house.VersionAsync<Project>(project), "撤下", Cancel));

        Assert.Null(await portal.FileAsync(paper.FileId, null, Cancel));
        Assert.NotNull(await desk.OpenAsync(House.Organizer, paper.FileId, null, Cancel));
        await PublicationDeskTests.ReviewAndPublishAsync(house, project);
        Assert.NotNull(await portal.FileAsync(paper.FileId, null, Cancel));
        House.Done(await desk.TakeAwayAsync(House.Organizer, project, await house.VersionAsync<Project>(project), paper.Id, Cancel));
        Assert.Null(await portal.FileAsync(paper.FileId, null, Cancel));
        Assert.Null(await desk.OpenAsync(House.Organizer, paper.FileId, null, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_width_is_answered_with_the_next_larger_copy(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var portal = new PortalQueries(house.Database.Contexts, house.Clock);
        var cover = (await CoverAsync(house, await ProjectAsync(house)))!.Value;

        foreach (var (asked, given) in new (int?, int)[] { (100, 480), (480, 480), (481, 960), (5000, 960), (null, 960) })
            Assert.Equal((asked, given), (asked, (await portal.FileAsync(cover, asked, Cancel))!.Width!.Value));
    }

    [Fact]
    public async Task What_is_missing_or_too_much_is_said()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var desk = Desk(house);
        var project = await ProjectAsync(house);

        Assert.Contains((await desk.AddAsync(House.Organizer, project, null, new CaptionForm(), Cancel)).Problems, p => p.Field == nameof(CaptionForm.CaptionZh));
        Assert.Equal(ProjectFileRefusals.Missing, (await desk.AddAsync(House.Organizer, project, null, new CaptionForm { CaptionZh = "图" }, Cancel)).Refusal);
        for (var n = (await desk.FilesAsync(House.Organizer, project, Cancel)).Files.Count; n < ProjectFile.Most; n++)
            House.Done(await desk.AddAsync(House.Organizer, project, await UploadAsync(house, new SKColor((byte)n, 90, 90)), new CaptionForm { CaptionZh = $"图{n}" }, Cancel));
        Assert.Equal(ProjectFileRefusals.TooMany, (await desk.AddAsync(House.Organizer, project, await UploadAsync(house, SKColors.Gold), new CaptionForm { CaptionZh = "再一张" }, Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.AddAsync(Leader, project, null, new CaptionForm { CaptionZh = "图" }, Cancel));
    }

    [Theory, ClassData(typeof(Both))]
    public async Task A_plant_shows_the_picture_it_was_given_until_it_is_taken_away(Engine engine)
    {
        await using var house = await House.OpenAsync(engine);
        var (desk, portal) = (Desk(house), new PortalQueries(house.Database.Contexts, house.Clock));
        var plant = await house.ReadAsync(db => db.Plants.Where(p => p.IsPublished).OrderBy(p => p.Code).FirstAsync(Cancel));

        House.Done(await desk.ShowPlantAsync(House.Organizer, plant.Id, plant.Version, await UploadAsync(house, SKColors.Red), Cancel));
        var first = (await portal.PlantAsync(plant.Code, Cancel))!.PictureId!.Value;
        Assert.NotEqual(plant.PictureId, first);
        Assert.Equal(480, (await portal.FileAsync(first, 480, Cancel))!.Width);
        Assert.NotNull(await desk.OpenAsync(Leader, first, 480, Cancel));

        Assert.True((await desk.ShowPlantAsync(House.Organizer, plant.Id, plant.Version, await UploadAsync(house, SKColors.Blue), Cancel)).IsOvertaken);
        House.Done(await desk.ShowPlantAsync(House.Organizer, plant.Id, plant.Version + 1, await UploadAsync(house, SKColors.Blue), Cancel));
        Assert.Null(await portal.FileAsync(first, null, Cancel));
        Assert.Null(await desk.OpenAsync(Leader, first, null, Cancel));

        Assert.True((await desk.HidePlantAsync(House.Organizer, plant.Id, plant.Version, Cancel)).IsOvertaken);
        House.Done(await desk.HidePlantAsync(House.Organizer, plant.Id, plant.Version + 2, Cancel));
        Assert.Null((await portal.PlantAsync(plant.Code, Cancel))!.PictureId);
        Assert.Equal(PlantRefusals.NoPicture, (await desk.HidePlantAsync(House.Organizer, plant.Id, plant.Version + 3, Cancel)).Refusal);
        await house.VerifyAsync();
    }

    [Fact]
    public async Task A_plant_shows_no_paper_and_nothing_where_nothing_was_chosen()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var desk = Desk(house);
        var plant = await house.ReadAsync(db => db.Plants.OrderBy(p => p.Code).FirstAsync(Cancel));
        using var pdf = new MemoryStream("%PDF-1.4 sample"u8.ToArray());
        var paper = House.Done(await house.Database.Files.KeepAsync("册.pdf", pdf, Cancel));

        foreach (var upload in new[] { null, paper })
            Assert.Equal(PlantRefusals.NotAPicture, (await desk.ShowPlantAsync(House.Organizer, plant.Id, plant.Version, upload, Cancel)).Refusal);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.ShowPlantAsync(Leader, plant.Id, plant.Version, paper, Cancel));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.HidePlantAsync(Leader, plant.Id, plant.Version, Cancel));
        Assert.Equal(plant.PictureId, await house.ReadAsync(db => db.Plants.Where(p => p.Id == plant.Id).Select(p => p.PictureId).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Related_projects_come_by_the_nearest_reason_and_never_the_project_itself()
    {
        await using var house = await House.OpenAsync(Engine.Sqlite);
        var sheet = (await new PortalQueries(house.Database.Contexts, house.Clock).ProjectAsync("LC-R03", Cancel))!;

        Assert.Equal(3, sheet.Related.Projects.Count);
        Assert.DoesNotContain(sheet.Related.Projects, r => r.Card.Code == "LC-R03");
        Assert.All(sheet.Related.Projects, r => Assert.True(r.By is not RelatedBy.Township || r.Card.Township == sheet.Township));
        Assert.True(sheet.Related.Projects.Select(r => r.By).SequenceEqual(sheet.Related.Projects.Select(r => r.By).Order()));
        Assert.All(sheet.Related.Plants, p => Assert.Equal(sheet.Township, p.Township));
    }

    [Theory]
    [InlineData(35.7, null, nameof(ProjectForm.Longitude))]
    [InlineData(null, 113.2, nameof(ProjectForm.Latitude))]
    [InlineData(113.2, 35.7, nameof(ProjectForm.Latitude))]
    public void Half_a_place_and_a_swapped_one_are_wrong(double? latitude, double? longitude, string field) =>
        Assert.Contains(new ProjectForm { Latitude = (decimal?)latitude, Longitude = (decimal?)longitude }.Check(), p => p.Field == field);

    private static ProjectFileDesk Desk(House house) => new(house.Database.Contexts, house.Database.Files, house.Clock);

    private static Task<Guid> ProjectAsync(House house) => house.ReadAsync(db => db.Projects.Where(p => p.Code == "LC-T03").Select(p => p.Id).SingleAsync(Cancel));

    private static Task<Guid?> CoverAsync(House house, Guid project) => house.ReadAsync(db => db.Projects.Where(p => p.Id == project).Select(p => p.PictureId).SingleAsync(Cancel));

    private static async Task<Upload> UploadAsync(House house, SKColor colour)
    {
        using var picture = new MemoryStream(Pictures.Of(1000, 750, colour: colour));
        return House.Done(await house.Database.Files.KeepAsync("图.png", picture, Cancel));
    }
}
