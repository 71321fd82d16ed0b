using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FairId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReleaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SinceReleaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Through = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneBy = table.Column<string>(type: "TEXT", nullable: true),
                    DoneNote = table.Column<string>(type: "TEXT", nullable: true),
                    Words_En = table.Column<string>(type: "TEXT", nullable: true),
                    Words_Zh = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                    table.CheckConstraint("CK_Notices_Done", "(\"State\" = 'Done') = (\"DoneAt\" IS NOT NULL AND \"DoneBy\" IS NOT NULL AND \"Through\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Notices_Fairs_FairId",
                        column: x => x.FairId,
                        principalTable: "Fairs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Notices_Releases_ReleaseId",
                        column: x => x.ReleaseId,
                        principalTable: "Releases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Notices_Releases_SinceReleaseId",
                        column: x => x.SinceReleaseId,
                        principalTable: "Releases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_FairId_State",
                table: "Notices",
                columns: new[] { "FairId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_ReleaseId_PersonId",
                table: "Notices",
                columns: new[] { "ReleaseId", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notices_SinceReleaseId",
                table: "Notices",
                column: "SinceReleaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notices");
        }
    }
}
