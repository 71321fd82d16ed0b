using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Postgres.Migrations
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
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Units",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "ReplyTemplates",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Projects",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Plants",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "People",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Investors",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Holidays",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Halls",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Guests",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Fairs",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Enquiries",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Dictionary",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Delegations",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Deals",
                type: "text",
                nullable: false,
                collation: "C",
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Checklist",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "AspNetUsers",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PinyinKey",
                table: "Agenda",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");
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

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Projects",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "People",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Investors",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Guests",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Delegations",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");

            migrationBuilder.AlterColumn<string>(
                name: "PinyinKey",
                table: "Deals",
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text",
                oldCollation: "C");
        }
    }
}
