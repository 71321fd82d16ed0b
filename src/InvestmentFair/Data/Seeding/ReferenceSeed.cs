using InvestmentFair.Dictionaries;
using InvestmentFair.Fairs;
using InvestmentFair.Imports;
using InvestmentFair.Kernel;
using InvestmentFair.Organisations;
using InvestmentFair.People;
using InvestmentFair.Projects;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data.Seeding;

/// <summary>What outlives fairs: places, sectors, units, hosts, investors, projects and plants.</summary>
internal sealed class ReferenceSeed(SeedBook book, SeedFiles files, SeedImports imports)
{
    private static readonly DateOnly HostsInOffice = new(2024, 1, 1);
    private static readonly DateOnly NeedsTaken = new(2026, 9, 8);
    private static readonly DateOnly Reviewed = new(2026, 9, 16);
    private static readonly DateOnly Published = new(2026, 10, 9);

    public IEnumerable<SeedStep> Steps() =>
    [
        new(SeedCalendar.Begin.At(9), "seed.reference", EnterReferenceAsync),
        Projects("imports/projects-2024.csv", SeedCalendar.Begin.At(10)),
        new(SeedCalendar.Begin.At(11), "seed.offers-and-investors", async (db, cancel) =>
        {
            NameHostTeams(db);
            SurveyPlants(db);
            await EnterInvestorsAsync(db, cancel);
            return null;
        }),
        new(NeedsTaken.At(9), "seed.needs", (db, _) => StateNeeds(db)),
        Projects("imports/projects-2027.csv", Reviewed.At(15)),
        new(Published.At(10), "seed.projects-published", PublishAsync),
    ];

    private async Task<ClaimChange?> EnterReferenceAsync(FairDbContext db, CancellationToken cancel)
    {
        book.Words.Take(await db.Dictionary.AsNoTracking().ToListAsync(cancel), word => $"{word.Kind}/{word.Code}");
        var known = await db.Holidays.AsNoTracking().Select(h => h.Day).ToListAsync(cancel);
        foreach (var row in book["holidays.csv"].Where(r => !known.Contains(r.Day("day"))))
            db.Add(Holiday.Set(row.Checked(new HolidayForm { Day = row.Day("day"), Kind = row.Word<DayKind>("kind"), NameZh = row.Text("name_zh"), NameEn = row["name_en"] })));
        foreach (var row in book["regions.csv"])
        {
            if (row["parent"] is not null) book.Regions.Of(row, "parent");
            db.Add(book.Regions.Add(row, row.Text("code"), Region.Of(row.Text("code"), row.Word<RegionKind>("kind"),
                new Bilingual(row.Text("name_zh"), row["name_en"]), row["parent"], row.DayOrNone("valid_from"), row.DayOrNone("valid_to"))));
        }

        foreach (var row in book["sectors.csv"])
            db.Add(book.Sectors.Add(row, row.Text("code"), Sector.Of(row.Text("code"), new Bilingual(row.Text("name_zh"), row["name_en"]))));
        foreach (var row in book["units.csv"])
            db.Add(book.Units.Add(row, row.Text("code"), Unit.Enter(row.Checked(new UnitForm
            {
                Code = row.Text("code"),
                NameZh = row.Text("name_zh"),
                NameEn = row["name_en"],
                TownshipCode = book.Regions.OfOrNone(row, "township")?.Code,
                ValidFrom = row.Day("valid_from"),
            }))));
        foreach (var row in book["hosts.csv"])
        {
            var form = row.Checked(new HostForm
            {
                Name = row.Text("name"),
                Mobile = row["mobile"],
                Email = row["email"],
                UnitId = book.Units.Of(row, "unit").Id,
                TitleZh = row.Text("title_zh"),
                TitleEn = row["title_en"],
                ProtocolRank = row.NumberOrNone("protocol_rank"),
                From = HostsInOffice,
            });
            db.Add(book.Hosts.Add(row, row.Text("key"), HostRepresentative.Appoint(Person.Enter(form.PersonForm(null)), form)));
        }

        foreach (var row in book["interpreters.csv"])
        {
            var form = row.Checked(new InterpreterForm
            {
                Name = row.Text("name"),
                Mobile = row["mobile"],
                Languages = [.. row.List("languages")],
                From = row.Day("from"),
                To = row.DayOrNone("to"),
                Note = row["note"],
            });
            db.Add(book.Interpreters.Add(row, row.Text("key"), Interpreter.Engage(Person.Enter(form.PersonForm(null)), form)));
        }

        foreach (var row in book["venues.csv"])
            db.Add(book.Venues.Add(row, row.Text("code"), Venue.Enter(row.Checked(new VenueForm
            {
                Code = row.Text("code"),
                NameZh = row.Text("name_zh"),
                NameEn = row["name_en"],
                AddressZh = row["address_zh"],
                AddressEn = row["address_en"],
                RegionCode = book.Regions.OfOrNone(row, "region")?.Code,
            }))));
        return null;
    }

    /// <summary>Deals since 2024 refer to the drafts; what is offered at the fair to come is the second sheet, which changes them.</summary>
    private SeedStep Projects(string file, DateTime at) => new(at, "import.Projects", async (db, cancel) =>
    {
        await imports.TakeAsync(db, new ProjectImport(FairTime.DayOf(at)), "", file, at, cancel);
        return null;
    })
    {
        Then = async (db, cancel) => book.Projects.Take(await db.Projects.AsNoTracking().OrderBy(p => p.Code).ToListAsync(cancel), p => p.Code),
    };

    private void NameHostTeams(FairDbContext db)
    {
        foreach (var row in book["project_hosts.csv"])
        {
            var project = book.Projects.Of(row, "project");
            db.AttachOnce(project);
            project.SetHostTeam(book.Hosts.Each(row, "hosts").Select(h => h.Id));
        }
    }

    private void SurveyPlants(FairDbContext db)
    {
        foreach (var row in book["plants.csv"])
            db.Add(book.Plants.Add(row, row.Text("code"), IdlePlant.Survey(row.Checked(new PlantForm
            {
                Code = row.Text("code"),
                NameZh = row.Text("name_zh"),
                NameEn = row["name_en"],
                TownshipCode = book.Regions.Of(row, "township").Code,
                FloorM2 = row.Number("floor_m2"),
                StructureZh = row["structure_zh"],
                StructureEn = row["structure_en"],
                HeightM = row.DecimalOrNone("height_m"),
                LoadKnM2 = row.DecimalOrNone("load_kn_m2"),
                PowerKva = row.NumberOrNone("power_kva"),
                OwnerZh = row["owner_zh"],
                OwnerEn = row["owner_en"],
                TitleZh = row["title_zh"],
                TitleEn = row["title_en"],
                RentYuan = row.DecimalOrNone("rent_yuan_m2_year"),
                ReadinessZh = row["readiness_zh"],
                ReadinessEn = row["readiness_en"],
                BuiltYear = row.NumberOrNone("built_year"),
                IdleSinceYear = row.NumberOrNone("idle_since_year"),
                IsProtected = row.Flag("protect"),
                SuggestedUseZh = row["suggested_use_zh"],
                SuggestedUseEn = row["suggested_use_en"],
                ContactRoleZh = row["contact_role_zh"],
                ContactRoleEn = row["contact_role_en"],
                ContactPhone = row["contact_phone"],
                SectorCode = book.Sectors.OfOrNone(row, "sector")?.Code,
                EnvironmentLimit = row.WordOrNone<EnvironmentClass>("environment_limit"),
                Labour = row.NumberOrNone("labour"),
                ReadyOn = row.DayOrNone("ready_on"),
                IsPublished = true,
            }))));
    }

    private async Task EnterInvestorsAsync(FairDbContext db, CancellationToken cancel)
    {
        foreach (var row in book["investors.csv"])
        {
            var form = row.Checked(new InvestorForm
            {
                NameZh = row.Text("name_zh"),
                NameEn = row["name_en"],
                CreditCode = row["credit_code"],
                RegionCode = book.Regions.OfOrNone(row, "region")?.Code,
                SectorCode = book.Sectors.OfOrNone(row, "sector")?.Code,
                Origin = row.Word<InvestmentOrigin>("origin"),
                Note = row["note_zh"],
            });
            db.Add(book.Investors.Add(row, row.Text("key"), Investor.Enter(await InvestorDesk.NumberAsync(db, cancel), form)));
        }

        foreach (var row in book["contacts.csv"])
        {
            var form = row.Checked(new ContactForm
            {
                Name = row.Text("name"),
                Mobile = row["mobile"],
                Email = row["email"],
                TitleZh = row["title_zh"],
                TitleEn = row["title_en"],
                IsMain = row.Flag("main"),
                From = SeedCalendar.Begin,
            });
            db.Add(book.Contacts.Add(row, row.Text("key"), Contact.Of(book.Investors.Of(row, "investor"), Person.Enter(form.PersonForm(null)), form)));
        }
    }

    private Task<ClaimChange?> StateNeeds(FairDbContext db)
    {
        foreach (var row in book["needs.csv"])
            db.Add(book.Needs.Add(row, row.Text("investor"), RelocationNeed.State(row.Checked(new NeedForm
            {
                InvestorId = book.Investors.Of(row, "investor").Id,
                SectorCode = book.Sectors.OfOrNone(row, "sector")?.Code,
                BuildingM2 = row.NumberOrNone("building_m2"),
                HeightM = row.DecimalOrNone("height_m"),
                PowerKva = row.NumberOrNone("power_kva"),
                Jobs = row.NumberOrNone("jobs"),
                Environment = row.WordOrNone<EnvironmentClass>("environment_class"),
                MoveBy = row.DayOrNone("move_by"),
                Townships = [.. row.List("townships")],
                NoteZh = row["note_zh"],
                NoteEn = row["note_en"],
            }))));
        return SeedStep.NoClaims;
    }

    private async Task<ClaimChange?> PublishAsync(FairDbContext db, CancellationToken cancel)
    {
        var at = Published.At(10);
        var fairs = book["fairs.csv"].Where(r => r.Flag("current")).Select(r => book.Fairs.Of(r, "code")).ToList();
        foreach (var (row, order) in book["project_hosts.csv"].Select((row, i) => (row, i + 1)))
        {
            var project = book.Projects.Of(row, "project");
            db.AttachOnce(project);
            row.Must(project.Publish(Published));
            foreach (var shown in book["project_files.csv"].Where(f => f["project"] == project.Code))
            {
                var (file, isPicture) = await files.ListingFileAsync(db, shown, project.Id, at, cancel);
                var added = project.Show(file, isPicture, shown.Checked(new CaptionForm { CaptionZh = shown.Text("caption_zh"), CaptionEn = shown["caption_en"] }), at);
                shown.Must(added);
                db.Add(added.Value!);
            }

            db.AddRange(fairs.Select(fair => new FairProject { FairId = fair.Id, ProjectId = project.Id, Ordinal = order }));
        }

        foreach (var row in book["plants.csv"])
        {
            var plant = book.Plants.Of(row, "code");
            db.AttachOnce(plant);
            if (await files.PlantPictureAsync(db, row, plant.Id, at, cancel) is { } picture) plant.ShowPicture(picture);
        }

        return null;
    }
}
