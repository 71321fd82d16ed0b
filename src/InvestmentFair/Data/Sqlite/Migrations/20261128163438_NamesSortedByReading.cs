using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NamesSortedByReading : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Venues",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Units",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "ReplyTemplates",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Plants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Holidays",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Halls",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Fairs",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Enquiries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Dictionary",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Checklist",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Agenda",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Venues");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Units");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "ReplyTemplates");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Plants");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Holidays");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Halls");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Fairs");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Enquiries");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Dictionary");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Checklist");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "PinyinKey",
                table: "Agenda");
        }
    }
}
