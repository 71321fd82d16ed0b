using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AvailabilityAndLocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "LockedAt",
                table: "Meetings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LockedBy",
                table: "Meetings",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Availability",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FairId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    HallId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    Source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsVoid = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Availability", x => x.Id);
                    table.CheckConstraint("CK_Availability_Hall", "\"HallId\" IS NULL OR \"Kind\" = 'Busy'");
                    table.CheckConstraint("CK_Availability_Times", "CASE \"Kind\" WHEN 'Arrives' THEN \"From\" IS NOT NULL AND \"Until\" IS NULL WHEN 'Leaves' THEN \"From\" IS NULL AND \"Until\" IS NOT NULL ELSE \"From\" IS NOT NULL AND \"Until\" IS NOT NULL AND \"Until\" > \"From\" END");
                    table.ForeignKey(
                        name: "FK_Availability_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Availability_Halls_HallId",
                        column: x => x.HallId,
                        principalTable: "Halls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Availability_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Meetings_Locked",
                table: "Meetings",
                sql: "(\"LockedAt\" IS NULL) = (\"LockedBy\" IS NULL) AND (\"LockedAt\" IS NULL OR \"FirstSlotId\" IS NOT NULL)");

            migrationBuilder.CreateIndex(
                name: "IX_Availability_FairId_PersonId",
                table: "Availability",
                columns: new[] { "FairId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Availability_HallId",
                table: "Availability",
                column: "HallId");

            migrationBuilder.CreateIndex(
                name: "IX_Availability_PersonId",
                table: "Availability",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Availability");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Meetings_Locked",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "LockedAt",
                table: "Meetings");

            migrationBuilder.DropColumn(
                name: "LockedBy",
                table: "Meetings");
        }
    }
}
