using InvestmentFair.Access;
using InvestmentFair.Delegations;
using InvestmentFair.Fairs;
using InvestmentFair.Imports;
using InvestmentFair.Invitations;
using InvestmentFair.Matching;
using InvestmentFair.Meetings;
using Microsoft.EntityFrameworkCore;

namespace InvestmentFair.Data.Seeding;

/// <summary>The fairs with their halls, slots and agenda, their delegations, guests and requests, and the timetable.</summary>
internal sealed class FairSeed(SeedBook book, SeedImports imports)
{
    private const string CancelReason = "企业临时不能到会（示例）";

    private static readonly DateOnly TickedOff = new(2026, 10, 30);

    private readonly SeedKeys<ChecklistItem> _checklist = new("准备事项 item");
    private readonly SeedKeys<Invitation> _letters = new("邀请函 invitation");

    public IEnumerable<SeedStep> Steps() => book["fairs.csv"].SelectMany(StepsOf);

    private IEnumerable<SeedStep> StepsOf(SeedRow row)
    {
        var code = row.Text("code");
        // A fair that has been held was prepared in its own year; the one to come is being prepared now.
        DateOnly On(int daysBefore, DateOnly upcoming) => row.Day("last_day") <= SeedCalendar.End ? row.Day("first_day").AddDays(-daysBefore) : upcoming;

        var (planned, drafted) = (On(84, new(2026, 9, 7)), On(70, new(2026, 9, 14)));
        var (sent, opened) = (On(63, new(2026, 9, 21)), On(56, new(2026, 9, 28)));
        var (guests, answers) = (On(35, new(2026, 10, 12)), On(28, new(2026, 10, 19)));
        var (requests, timetable) = (On(21, new(2026, 10, 22)), On(14, new(2026, 10, 27)));
        yield return new(planned.At(9), "seed.fair", (db, _) => PlanFair(db, row, code));
        if (book.Of("delegations.csv", code).Count > 0)
        {
            yield return new(drafted.At(9), "seed.delegations", (db, _) => InviteDelegations(db, code));
            yield return new(sent.At(9), "seed.invitations-sent", (db, _) => Send(db, code, sent));
            yield return new(opened.At(9), "seed.invitations-opened", (db, _) => MarkOpened(db, code));
        }

        yield return Guests(row, code, guests.At(9));
        yield return new(answers.At(9), "seed.guests-answered", (db, _) => TakeAnswers(db, code, answers.At(9)));
        if (book.Of("availability.csv", code).Count > 0) yield return new(requests.At(8), "seed.availability", (db, _) => StateAvailability(db, code));
        if (book.Of("party_limits.csv", code).Count > 0) yield return new(requests.At(8), "seed.limits", (db, _) => LimitParties(db, code));
        if (book.Of("requests.csv", code).Count > 0) yield return new(requests.At(9), "seed.requests", (db, _) => WishToMeet(db, code, requests));
        if (row["wishes"] is { } wishes)
            yield return new(requests.At(10), "import.Wishes", async (db, cancel) =>
            {
                await imports.TakeAsync(db, new WishImport(book.Fairs.Of(row, "code"), requests), code, wishes, requests.At(10), cancel);
                return null;
            });
        if (book.Of("pair_marks.csv", code).Count > 0) yield return new(requests.At(11), "seed.suggestions", (db, _) => MarkPairs(db, code));
        yield return new(timetable.At(9), "seed.timetable", (db, cancel) => PlaceMeetingsAsync(db, code, cancel));
        if (row["published"] is not null)
        {
            yield return new(row.Day("published").At(10), "seed.releases", (db, cancel) => PublishAsync(db, code, row.Day("published").At(10), cancel));
            yield return new(row.Day("published").At(17), "seed.notices", (db, cancel) => TellAsync(db, code, row.Day("published").At(17), cancel));
        }

        if (book.Of("checklist.csv", code).Count > 0) yield return new(TickedOff.At(17), "seed.checklist", (db, _) => TickOff(db, code));
        if (book.Of("meetings.csv", code).Any(IsCancelled))
            yield return new(row.Day("first_day").AddDays(-1).At(17), "seed.meetings-cancelled", (db, _) => CancelMeetings(db, code));
    }

    private Task<ClaimChange?> PlanFair(FairDbContext db, SeedRow row, string code)
    {
        var fair = book.Fairs.Add(row, code, Fair.Plan(row.Checked(new FairForm
        {
            Code = code,
            NameZh = row.Text("name_zh"),
            NameEn = row["name_en"],
            CityZh = row.Text("city_zh"),
            CityEn = row["city_en"],
            FirstDay = row.Day("first_day"),
            LastDay = row.Day("last_day"),
            AnswerBy = row.Day("answer_by"),
            IntroductionZh = row["intro_zh"],
            IntroductionEn = row["intro_en"],
        })));
        if (row.Flag("current")) row.Must(fair.MakeCurrent());
        db.Add(fair);
        foreach (var hall in book.Of("halls.csv", code)) OpenHall(db, hall, fair);
        foreach (var (slot, order) in book.Of("slots.csv", code).Select((slot, i) => (slot, i + 1)))
            db.Add(book.Slots.Add(slot, SeedBook.Key(code, order), TimeSlot.Set(fair.Id, fair.TimeZone, slot.Checked(new SlotForm
            {
                Day = slot.Day("day"),
                Starts = slot.Time("starts"),
                Ends = slot.Time("ends"),
            }))));
        foreach (var item in book.Of("agenda.csv", code))
            db.Add(AgendaItem.Plan(fair.Id, fair.TimeZone, item.Checked(new AgendaForm
            {
                Day = item.Day("day"),
                Starts = item.Time("starts"),
                Ends = item.Time("ends"),
                Kind = item.Word<AgendaKind>("kind"),
                TitleZh = item.Text("title_zh"),
                TitleEn = item["title_en"],
                PlaceZh = item["place_zh"],
                PlaceEn = item["place_en"],
                Owner = item["owner_zh"],
                HallId = item["hall"] is { } hall ? book.Halls.Named(item, SeedBook.Key(code, hall)).Id : null,
            })));
        foreach (var item in book.Of("checklist.csv", code)) PlanItem(db, item, fair);
        return SeedStep.NoClaims;
    }

    private void PlanItem(FairDbContext db, SeedRow row, Fair fair)
    {
        var item = ChecklistItem.Plan(fair, row.Checked(new ChecklistForm
        {
            Phase = row.Word<ChecklistPhase>("phase"),
            TitleZh = row.Text("title_zh"),
            TitleEn = row["title_en"],
            DaysBefore = row.Number("days_before"),
            UnitId = book.Units.OfOrNone(row, "unit")?.Id,
            PersonId = book.Hosts.OfOrNone(row, "host")?.PersonId,
            Note = row["note_zh"],
        }));
        db.Add(_checklist.Add(row, SeedBook.Key(fair.Code, row.Text("title_zh")), item));
    }

    private Task<ClaimChange?> TickOff(FairDbContext db, string code)
    {
        foreach (var row in book.Of("checklist.csv", code))
        {
            if (row.DayOrNone("done_on") is not { } done) continue;
            var item = _checklist.Named(row, SeedBook.Key(code, row.Text("title_zh")));
            db.AttachOnce(item);
            row.Must(item.Finish(Actor.Seed.Name, done, row["done_note_zh"], done));
        }

        return SeedStep.NoClaims;
    }

    private void OpenHall(FairDbContext db, SeedRow row, Fair fair)
    {
        var hall = book.Halls.Add(row, SeedBook.Key(fair.Code, row.Text("code")), Hall.Open(fair.Id, row.Checked(new HallForm
        {
            Code = row.Text("code"),
            VenueId = book.Venues.Of(row, "venue").Id,
            NameZh = row.Text("name_zh"),
            NameEn = row["name_en"],
            Kind = row.Word<HallKind>("kind"),
            Capacity = row.NumberOrNone("capacity"),
        })));
        db.Add(hall);
        for (var number = 1; number <= row.Number("tables"); number++)
        {
            var code = $"{row.Text("table_prefix")}{number:00}";
            db.Add(book.Tables.Add(row, SeedBook.Key(fair.Code, code), Table.Put(fair.Id, row.Checked(new TableForm
            {
                Code = code,
                HallId = hall.Id,
                Seats = row.Number("seats"),
            }))));
        }
    }

    private Task<ClaimChange?> InviteDelegations(FairDbContext db, string fair)
    {
        foreach (var row in book.Of("delegations.csv", fair))
        {
            var delegation = book.Delegations.Add(row, row.Text("key"), Delegation.Invite(book.Fairs.Of(row, "fair").Id, row.Checked(new DelegationForm
            {
                NameZh = row.Text("name_zh"),
                NameEn = row["name_en"],
                RegionCode = book.Regions.OfOrNone(row, "region")?.Code,
                Quota = row.Number("quota"),
                ProtocolRank = row.NumberOrNone("protocol_rank"),
                LiaisonName = row["liaison_name"],
                LiaisonMobile = row["liaison_mobile"],
                LiaisonEmail = row["liaison_email"],
                Interest = row["interest_zh"],
            })));
            db.Add(delegation);
            db.Add(_letters.Add(row, row.Text("key"), Invitation.Draft(delegation.FairId, row.Checked(new InvitationForm
            {
                LetterNumber = row.Text("letter_number"),
                DelegationId = delegation.Id,
                AnswerBy = row.Day("answer_by"),
            }))));
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> Send(FairDbContext db, string fair, DateOnly on)
    {
        foreach (var row in book.Of("delegations.csv", fair).Where(r => r.Word<InvitationState>("invitation_state") is not InvitationState.NotSent))
        {
            var letter = _letters.Of(row, "key");
            db.AttachOnce(letter);
            row.Must(letter.Send(on));
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> MarkOpened(FairDbContext db, string fair)
    {
        foreach (var row in book.Of("delegations.csv", fair).Where(r => r.Word<InvitationState>("invitation_state") is InvitationState.Opened))
        {
            var letter = _letters.Of(row, "key");
            db.AttachOnce(letter);
            row.Must(letter.MarkOpened());
        }

        return SeedStep.NoClaims;
    }

    private SeedStep Guests(SeedRow row, string code, DateTime at) => new(at, "import.Guests", async (db, cancel) =>
    {
        await imports.TakeAsync(db, new GuestImport(book.Fairs.Of(row, "code")), code, row.Text("guests"), at, cancel);
        return null;
    })
    {
        // Other sheets name them as the county does: by the numbers they were given.
        Then = async (db, cancel) => book.Guests.Take(await db.Guests.AsNoTracking().Where(g => g.Fair.Code == code).OrderBy(g => g.Number).ToListAsync(cancel), g => g.Number),
    };

    private Task<ClaimChange?> TakeAnswers(FairDbContext db, string fair, DateTime now)
    {
        foreach (var row in book.Of("delegations.csv", fair))
        {
            var delegation = book.Delegations.Of(row, "key");
            db.AttachOnce(delegation);
            row.Must(delegation.LedBy(book.Guests.Of(row, "head")));
        }

        foreach (var row in book.Of("answers.csv", fair))
        {
            var guest = book.Guests.Of(row, "guest");
            db.AttachOnce(guest);
            row.Must(guest.Answer(row.Word<Attendance>("attendance"), Actor.Seed.Name, now));
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> StateAvailability(FairDbContext db, string code)
    {
        foreach (var row in book.Of("availability.csv", code))
        {
            var of = book.Fairs.Of(row, "fair");
            var said = row.Checked(new PartyAvailabilityForm
            {
                DelegationId = book.Delegations.OfOrNone(row, "delegation")?.Id,
                People = [.. new[] { book.Guests.OfOrNone(row, "guest")?.PersonId, book.Hosts.OfOrNone(row, "host")?.PersonId }.OfType<Guid>()],
                Kind = row.Word<AvailabilityKind>("kind"),
                Day = row.Day("day"),
                From = row.TimeOrNone("from"),
                Until = row.TimeOrNone("until"),
                HallId = row["hall"] is { } hall ? book.Halls.Named(row, SeedBook.Key(code, hall)).Id : null,
                Reason = row["reason_zh"],
            });
            var people = said.DelegationId is { } delegation
                ? book.Guests.All.Where(g => g.DelegationId == delegation && g.Attendance is not Attendance.Declined).OrderBy(g => g.Number).Select(g => g.PersonId) : said.People;
            foreach (var person in people)
            {
                var stated = Availability.State(of.Id, of.TimeZone, person, said, AvailabilitySource.Hand);
                row.Must(stated);
                db.Add(stated.Value!);
            }
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> LimitParties(FairDbContext db, string code)
    {
        foreach (var row in book.Of("party_limits.csv", code))
            db.Add(PartyLimit.Set(book.Fairs.Of(row, "fair").Id, row.Checked(new LimitForm
            {
                InvestorId = book.Investors.OfOrNone(row, "investor")?.Id,
                DelegationId = book.Delegations.OfOrNone(row, "delegation")?.Id,
                ProjectId = book.Projects.OfOrNone(row, "project")?.Id,
                PlantId = book.Plants.OfOrNone(row, "plant")?.Id,
                Least = row.NumberOrNone("least"),
                Most = row.NumberOrNone("most"),
            })));

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> MarkPairs(FairDbContext db, string code)
    {
        foreach (var row in book.Of("pair_marks.csv", code))
        {
            var plant = book.Plants.OfOrNone(row, "plant");
            var put = PairMark.Put(book.Fairs.Of(row, "fair").Id, new PairOf(book.Investors.Of(row, "investor").Id, plant?.Id ?? book.Projects.Of(row, "project").Id, plant is not null),
                row.Word<Mark>("mark"), row.NumberOrNone("score"), row["reason"], row.Day("on"));
            row.Must(put);
            db.Add(put.Value!);
        }

        return SeedStep.NoClaims;
    }

    private Task<ClaimChange?> WishToMeet(FairDbContext db, string fair, DateOnly on)
    {
        foreach (var row in book.Of("requests.csv", fair))
        {
            var of = book.Fairs.Of(row, "fair");
            var form = row.Checked(new RequestForm
            {
                From = row.Word<Side>("side"),
                Priority = row.Word<Wish>("priority"),
                ProjectId = book.Projects.OfOrNone(row, "project")?.Id,
                PlantId = book.Plants.OfOrNone(row, "plant")?.Id,
                Topic = row["topic_zh"],
                InvestorId = book.Investors.OfOrNone(row, "investor")?.Id,
                DelegationId = book.Delegations.OfOrNone(row, "delegation")?.Id,
                Guests = Guests(row),
                Hosts = Hosts(row),
                Reason = row["reason_zh"],
            });
            // Good until the guests' last day to answer, so that a demo of any length has wishes that wait.
            var days = of.AnswerBy.DayNumber - on.DayNumber;
            db.Add(book.Requests.Add(row, row.Text("key"), MeetingRequest.Wish(of.Id, form, on.At(9), days)));
        }

        return SeedStep.NoClaims;
    }

    private async Task<ClaimChange?> PlaceMeetingsAsync(FairDbContext db, string fair, CancellationToken cancel)
    {
        var claims = new List<SlotClaim>();
        foreach (var row in book.Of("meetings.csv", fair))
        {
            var meeting = Arrange(db, row, $"{fair}-M{await db.NextNumberAsync($"meeting/{fair}", cancel):000}");
            if (book.Requests.OfOrNone(row, "request") is { } request)
                foreach (var other in await JointWishQueries.OthersAsync(db, request, cancel))
                    other.Join(request);
            db.Add(book.Meetings.Add(row, row.Text("key"), meeting));
            if (IsCancelled(row)) continue;

            var slot = book.Slots.Named(row, SeedBook.Key(fair, row.Number("slot")));
            var table = book.Tables.Named(row, SeedBook.Key(fair, row.Text("table")));
            row.Must(meeting.PlaceAt(new Place(slot.Id, 1, table.Id)));
            claims.AddRange(meeting.People.Select(person => Claim(meeting, slot, ClaimKind.Person, person)).Append(Claim(meeting, slot, ClaimKind.Table, table.Id)));
        }

        return new ClaimChange([.. claims.Select(c => c.MeetingId).Distinct()], claims);
    }

    private Meeting Arrange(FairDbContext db, SeedRow row, string number)
    {
        if (book.Requests.OfOrNone(row, "request") is not { } request)
            return Meeting.Between(number, book.Fairs.Of(row, "fair").Id, null, book.Projects.OfOrNone(row, "project")?.Id, book.Plants.OfOrNone(row, "plant")?.Id, row["topic_zh"],
                book.Investors.OfOrNone(row, "investor")?.Id, book.Delegations.OfOrNone(row, "delegation")?.Id, Guests(row), Hosts(row), []);

        if (!request.Team(Side.Guest).SequenceEqual(Guests(row))) throw row.Wrong("客方人员与申请不符 the guests are not those of the request");
        db.AttachOnce(request);
        request.Booked();
        return Meeting.Of(number, request, Hosts(row));
    }

    private static async Task<ClaimChange?> PublishAsync(FairDbContext db, string fair, DateTime at, CancellationToken cancel)
    {
        var next = await ReleaseQueries.NextAsync(db, await db.Fairs.SingleAsync(f => f.Code == fair, cancel), cancel);
        await ReleaseDesk.SayAsync(db, next, new PublishForm(), Actor.Seed, at, cancel);
        return null;
    }

    private static async Task<ClaimChange?> TellAsync(FairDbContext db, string fair, DateTime at, CancellationToken cancel)
    {
        foreach (var notice in await db.Notices.Where(n => n.Fair.Code == fair).OrderBy(n => n.Id).ToListAsync(cancel))
            if (notice.Mark(new MarkForm { Through = NoticeThrough.WeChat }, Actor.Seed.Name, at) is { Refused: true } refused) throw new InvalidOperationException(refused.Text);
        return null;
    }

    private Task<ClaimChange?> CancelMeetings(FairDbContext db, string fair)
    {
        foreach (var row in book.Of("meetings.csv", fair).Where(IsCancelled))
        {
            var meeting = book.Meetings.Of(row, "key");
            db.AttachOnce(meeting);
            row.Must(meeting.Cancel(CancelReason));
        }

        return SeedStep.NoClaims;
    }

    private static bool IsCancelled(SeedRow row) => row.Word<MeetingState>("state") is MeetingState.Cancelled;

    private static SlotClaim Claim(Meeting meeting, TimeSlot slot, ClaimKind kind, Guid resource) => new()
    {
        FairId = meeting.FairId,
        SlotId = slot.Id,
        Kind = kind,
        ResourceId = resource,
        MeetingId = meeting.Id,
    };

    private List<Guid> Guests(SeedRow row) => [.. book.Guests.Each(row, "guest_people").Select(g => g.PersonId)];

    private List<Guid> Hosts(SeedRow row) => [.. book.Hosts.Each(row, "host_people").Select(h => h.PersonId)];
}
