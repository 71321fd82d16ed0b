using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SearchesAndPrints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Prints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FairId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false),
                    Document = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OnlyChanges = table.Column<bool>(type: "boolean", nullable: false),
                    Lines = table.Column<int>(type: "integer", nullable: false),
                    OnPaper = table.Column<int>(type: "integer", nullable: false),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    PrintedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PrintedById = table.Column<Guid>(type: "uuid", nullable: false),
                    PrintedBy = table.Column<string>(type: "text", nullable: false),
                    Purpose = table.Column<string>(type: "text", nullable: false),
                    Recipient = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Prints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Prints_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ScheduleRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FairId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AskedById = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedByName = table.Column<string>(type: "text", nullable: false),
                    QueuedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FromSlotId = table.Column<Guid>(type: "uuid", nullable: true),
                    LimitSeconds = table.Column<int>(type: "integer", nullable: false),
                    Seed = table.Column<int>(type: "integer", nullable: false),
                    Workers = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StopAskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Wanted = table.Column<int>(type: "integer", nullable: true),
                    Placed = table.Column<int>(type: "integer", nullable: true),
                    MustsMissing = table.Column<int>(type: "integer", nullable: true),
                    PointsAsked = table.Column<long>(type: "bigint", nullable: true),
                    PointsPlaced = table.Column<long>(type: "bigint", nullable: true),
                    PointsPossible = table.Column<long>(type: "bigint", nullable: true),
                    Instance = table.Column<string>(type: "text", nullable: true),
                    Solver = table.Column<string>(type: "text", nullable: true),
                    Fault = table.Column<string>(type: "text", nullable: true),
                    AcceptedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcceptedBy = table.Column<string>(type: "text", nullable: true),
                    AcceptedOrdinal = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduleRuns", x => x.Id);
                    table.CheckConstraint("CK_ScheduleRuns_Accepted", "(\"AcceptedAt\" IS NULL) = (\"AcceptedBy\" IS NULL) AND (\"AcceptedAt\" IS NULL) = (\"AcceptedOrdinal\" IS NULL)");
                    table.CheckConstraint("CK_ScheduleRuns_From", "(\"Kind\" = 'Replan') = (\"FromSlotId\" IS NOT NULL)");
                    table.CheckConstraint("CK_ScheduleRuns_Running", "\"State\" <> 'Running' OR \"StartedAt\" IS NOT NULL");
                    table.ForeignKey(
                        name: "FK_ScheduleRuns_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ScheduleRuns_Slots_FromSlotId",
                        column: x => x.FromSlotId,
                        principalTable: "Slots",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PrintedLines",
                columns: table => new
                {
                    PrintRunId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Text_En = table.Column<string>(type: "text", nullable: true),
                    Text_Zh = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PrintedLines", x => new { x.PrintRunId, x.Key });
                    table.ForeignKey(
                        name: "FK_PrintedLines_Prints_PrintRunId",
                        column: x => x.PrintRunId,
                        principalTable: "Prints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RunLeases",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    Owner = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Progress = table.Column<string>(type: "text", nullable: true),
                    Best = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunLeases", x => x.RunId);
                    table.ForeignKey(
                        name: "FK_RunLeases_ScheduleRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "ScheduleRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ScheduleProposals",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Scores = table.Column<string>(type: "text", nullable: false),
                    Conflicts = table.Column<string>(type: "text", nullable: false),
                    LeftOut = table.Column<string>(type: "text", nullable: false),
                    Arrangements = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduleProposals", x => new { x.RunId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_ScheduleProposals_ScheduleRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "ScheduleRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Prints_FairId_Document_PrintedAt",
                table: "Prints",
                columns: new[] { "FairId", "Document", "PrintedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ScheduleRuns_FairId_QueuedAt",
                table: "ScheduleRuns",
                columns: new[] { "FairId", "QueuedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ScheduleRuns_FromSlotId",
                table: "ScheduleRuns",
                column: "FromSlotId");

            migrationBuilder.CreateIndex(
                name: "IX_ScheduleRuns_Number",
                table: "ScheduleRuns",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ScheduleRuns_State",
                table: "ScheduleRuns",
                column: "State",
                unique: true,
                filter: "\"State\" = 'Running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PrintedLines");

            migrationBuilder.DropTable(
                name: "RunLeases");

            migrationBuilder.DropTable(
                name: "ScheduleProposals");

            migrationBuilder.DropTable(
                name: "Prints");

            migrationBuilder.DropTable(
                name: "ScheduleRuns");
        }
    }
}
