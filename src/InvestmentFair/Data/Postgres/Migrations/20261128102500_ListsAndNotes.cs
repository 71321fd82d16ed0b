using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
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
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "Notes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    List = table.Column<string>(type: "text", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerName = table.Column<string>(type: "text", nullable: false),
                    List = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Query = table.Column<string>(type: "text", nullable: false),
                    IsShared = table.Column<bool>(type: "boolean", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
