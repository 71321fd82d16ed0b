using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListsAndNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Guests",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    List = table.Column<string>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: false),
                    List = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Query = table.Column<string>(type: "TEXT", nullable: false),
                    IsShared = table.Column<bool>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Guests_FairId_Attendance_Id",
                table: "Guests",
                columns: new[] { "FairId", "Attendance", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Guests_FairId_Part_Id",
                table: "Guests",
                columns: new[] { "FairId", "Part", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Guests_FairId_PinyinKey_Id",
                table: "Guests",
                columns: new[] { "FairId", "PinyinKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Guests_FairId_ProtocolRank_PinyinKey_Id",
                table: "Guests",
                columns: new[] { "FairId", "ProtocolRank", "PinyinKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_SubjectId",
                table: "Notes",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_List_Name",
                table: "SavedViews",
                columns: new[] { "List", "Name" },
                unique: true,
                filter: "\"RemovedAt\" IS NULL AND \"IsShared\"");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_List_OwnerId_Name",
                table: "SavedViews",
                columns: new[] { "List", "OwnerId", "Name" },
                unique: true,
                filter: "\"RemovedAt\" IS NULL AND NOT \"IsShared\"");

            migrationBuilder.Sql("""UPDATE "Guests" SET "PinyinKey" = (SELECT "PinyinKey" FROM "People" WHERE "People"."Id" = "Guests"."PersonId");""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notes");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropIndex(
                name: "IX_Guests_FairId_Attendance_Id",
                table: "Guests");

            migrationBuilder.DropIndex(
                name: "IX_Guests_FairId_Part_Id",
                table: "Guests");

            migrationBuilder.DropIndex(
                name: "IX_Guests_FairId_PinyinKey_Id",
                table: "Guests");

            migrationBuilder.DropIndex(
                name: "IX_Guests_FairId_ProtocolRank_PinyinKey_Id",
                table: "Guests");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Guests");
        }
    }
}
