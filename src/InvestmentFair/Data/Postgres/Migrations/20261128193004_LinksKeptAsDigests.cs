using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class LinksKeptAsDigests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Enquiries_Ref",
                table: "Enquiries");

            // The key stands where its digest belongs until HashKeysAsync, which runs right after this, has put that in its place.
            migrationBuilder.RenameColumn(
                name: "Ref",
                table: "Enquiries",
                newName: "KeyHash");

            migrationBuilder.AlterColumn<string>(
                name: "KeyHash",
                table: "Enquiries",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<int>(
                name: "KeyGeneration",
                table: "Enquiries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "KeyShutAt",
                table: "Enquiries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Enquiries_KeyHash",
                table: "Enquiries",
                column: "KeyHash",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_Enquiries_Key",
                table: "Enquiries",
                sql: "(\"KeyHash\" IS NULL) = (\"KeyShutAt\" IS NOT NULL)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Enquiries_KeyHash",
                table: "Enquiries");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Enquiries_Key",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "KeyGeneration",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "KeyShutAt",
                table: "Enquiries");

            migrationBuilder.Sql("""UPDATE "Enquiries" SET "KeyHash" = 'shut ' || "Id"::text WHERE "KeyHash" IS NULL;""");

            migrationBuilder.AlterColumn<string>(
                name: "KeyHash",
                table: "Enquiries",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true);

            migrationBuilder.RenameColumn(
                name: "KeyHash",
                table: "Enquiries",
                newName: "Ref");

            migrationBuilder.CreateIndex(
                name: "IX_Enquiries_Ref",
                table: "Enquiries",
                column: "Ref",
                unique: true);
        }
    }
}
