using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Releases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Releases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FairId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Note = table.Column<string>(type: "text", nullable: true),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PublishedById = table.Column<Guid>(type: "uuid", nullable: false),
                    PublishedByName = table.Column<string>(type: "text", nullable: false),
                    IsCurrent = table.Column<bool>(type: "boolean", nullable: false),
                    SinceId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReturnsToId = table.Column<Guid>(type: "uuid", nullable: true),
                    Digest = table.Column<byte[]>(type: "bytea", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Releases", x => x.Id);
                    table.CheckConstraint("CK_Releases_Since", "(\"SinceId\" IS NULL) = (\"Number\" = 1)");
                    table.ForeignKey(
                        name: "FK_Releases_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Releases_Releases_ReturnsToId",
                        column: x => x.ReturnsToId,
                        principalTable: "Releases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Releases_Releases_SinceId",
                        column: x => x.SinceId,
                        principalTable: "Releases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReleasedMeetings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReleaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    FairId = table.Column<Guid>(type: "uuid", nullable: false),
                    MeetingId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SlotId = table.Column<Guid>(type: "uuid", nullable: false),
                    Length = table.Column<int>(type: "integer", nullable: false),
                    TableId = table.Column<Guid>(type: "uuid", nullable: false),
                    TableCode = table.Column<string>(type: "text", nullable: false),
                    HallId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsCancelled = table.Column<bool>(type: "boolean", nullable: false),
                    IsHidden = table.Column<bool>(type: "boolean", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    GuestSide_En = table.Column<string>(type: "text", nullable: true),
                    GuestSide_Zh = table.Column<string>(type: "text", nullable: false),
                    Hall_En = table.Column<string>(type: "text", nullable: true),
                    Hall_Zh = table.Column<string>(type: "text", nullable: false),
                    HostSide_En = table.Column<string>(type: "text", nullable: true),
                    HostSide_Zh = table.Column<string>(type: "text", nullable: false),
                    Subject_En = table.Column<string>(type: "text", nullable: true),
                    Subject_Zh = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedMeetings", x => x.Id);
                    table.CheckConstraint("CK_ReleasedMeetings_Times", "\"StartsAt\" < \"EndsAt\"");
                    table.ForeignKey(
                        name: "FK_ReleasedMeetings_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReleasedMeetings_Meetings_MeetingId",
                        column: x => x.MeetingId,
                        principalTable: "Meetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReleasedMeetings_Releases_ReleaseId",
                        column: x => x.ReleaseId,
                        principalTable: "Releases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReleasedPeople",
                columns: table => new
                {
                    ReleasedMeetingId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Interprets = table.Column<bool>(type: "boolean", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    IsOut = table.Column<bool>(type: "boolean", nullable: false),
                    Organisation_En = table.Column<string>(type: "text", nullable: true),
                    Organisation_Zh = table.Column<string>(type: "text", nullable: false),
                    Title_En = table.Column<string>(type: "text", nullable: true),
                    Title_Zh = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedPeople", x => new { x.ReleasedMeetingId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_ReleasedPeople_ReleasedMeetings_ReleasedMeetingId",
                        column: x => x.ReleasedMeetingId,
                        principalTable: "ReleasedMeetings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedMeetings_FairId",
                table: "ReleasedMeetings",
                column: "FairId");

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedMeetings_MeetingId",
                table: "ReleasedMeetings",
                column: "MeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedMeetings_ReleaseId_MeetingId",
                table: "ReleasedMeetings",
                columns: new[] { "ReleaseId", "MeetingId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedPeople_PersonId",
                table: "ReleasedPeople",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Releases_FairId",
                table: "Releases",
                column: "FairId",
                unique: true,
                filter: "\"IsCurrent\"");

            migrationBuilder.CreateIndex(
                name: "IX_Releases_FairId_Number",
                table: "Releases",
                columns: new[] { "FairId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Releases_ReturnsToId",
                table: "Releases",
                column: "ReturnsToId");

            migrationBuilder.CreateIndex(
                name: "IX_Releases_SinceId",
                table: "Releases",
                column: "SinceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReleasedPeople");

            migrationBuilder.DropTable(
                name: "ReleasedMeetings");

            migrationBuilder.DropTable(
                name: "Releases");
        }
    }
}
