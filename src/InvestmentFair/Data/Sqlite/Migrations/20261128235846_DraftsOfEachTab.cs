using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DraftsOfEachTab : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_Drafts",
                table: "Drafts");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Drafts",
                table: "Drafts",
                columns: new[] { "OwnerId", "Form", "Address", "PressKey" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Of several drafts of one form the newest stays.
            migrationBuilder.Sql("""
                DELETE FROM "Drafts" WHERE EXISTS (SELECT 1 FROM "Drafts" AS o WHERE o."OwnerId" = "Drafts"."OwnerId" AND o."Form" = "Drafts"."Form" AND o."Address" = "Drafts"."Address"
                  AND (o."SavedAt" > "Drafts"."SavedAt" OR (o."SavedAt" = "Drafts"."SavedAt" AND o."PressKey" > "Drafts"."PressKey")));
                """);

            migrationBuilder.DropPrimaryKey(
                name: "PK_Drafts",
                table: "Drafts");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Drafts",
                table: "Drafts",
                columns: new[] { "OwnerId", "Form", "Address" });
        }
    }
}
