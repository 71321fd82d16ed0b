using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InvestmentFair.Access;
using InvestmentFair.Kernel;
using InvestmentFair.Meetings;
using InvestmentFair.Web.Hosting;
using InvestmentFair.Web.Texts;
using Microsoft.Net.Http.Headers;

namespace InvestmentFair.Web.Endpoints;

/// <summary>A person's meetings as a calendar that a phone subscribes to: it asks every quarter of an hour, has no cookie, and says its language in the address.</summary>
public static class PersonalEndpoints
{
    public static void MapPersonal(this WebApplication app) =>
        app.MapMethods("/me/{key}.ics", [HttpMethods.Get, HttpMethods.Head], async (HttpContext http, string key, string? lang, MyTimetableQueries timetables, FailedLookUps lookUps, CancellationToken cancel) =>
        {
            var from = http.Connection.RemoteIpAddress;
            if (await timetables.CalendarAsync(Actor.Portal, key, lang == Language.English, cancel) is not { } calendar)
            {
                if (lookUps.IsBarred(from))
                {
                    http.Response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
                    return Results.Text(EnquiryTexts.ThrottledWhy, "text/plain", Encoding.UTF8, StatusCodes.Status429TooManyRequests);
                }

                lookUps.Failed(from);
                return Results.NotFound();
            }

            // It may be kept, to be told the next time that it is still the same.
            http.Response.Headers.CacheControl = "private, no-cache";
            var text = Encoding.UTF8.GetBytes(calendar);
            return Results.Bytes(text, "text/calendar; charset=utf-8", "meetings.ics", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\""));
        }).AllowAnonymous();
}
