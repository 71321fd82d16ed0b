using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InvestmentFair.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WishesInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Tables",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Plain");

            migrationBuilder.AddColumn<DateOnly>(
                name: "Day",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "HallId",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Requests",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Length",
                table: "Requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "Points",
                table: "Requests",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Session",
                table: "Requests",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Any");

            migrationBuilder.AddColumn<string>(
                name: "TableKind",
                table: "Requests",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RequestOrders",
                columns: table => new
                {
                    FirstId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ThenId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Gap = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestOrders", x => new { x.FirstId, x.ThenId });
                    table.CheckConstraint("CK_RequestOrders_Other", "\"FirstId\" <> \"ThenId\"");
                    table.ForeignKey(
                        name: "FK_RequestOrders_Requests_FirstId",
                        column: x => x.FirstId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RequestOrders_Requests_ThenId",
                        column: x => x.ThenId,
                        principalTable: "Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Requests_HallId",
                table: "Requests",
                column: "HallId");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Requests_Length",
                table: "Requests",
                sql: "\"Length\" BETWEEN 1 AND 8");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Requests_Points",
                table: "Requests",
                sql: "\"Points\" IS NULL OR \"Points\" BETWEEN 1 AND 100");

            migrationBuilder.CreateIndex(
                name: "IX_RequestOrders_ThenId",
                table: "RequestOrders",
                column: "ThenId");

            migrationBuilder.AddForeignKey(
                name: "FK_Requests_Halls_HallId",
                table: "Requests",
                column: "HallId",
                principalTable: "Halls",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Requests_Halls_HallId",
                table: "Requests");

            migrationBuilder.DropTable(
                name: "RequestOrders");

            migrationBuilder.DropIndex(
                name: "IX_Requests_HallId",
                table: "Requests");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Requests_Length",
                table: "Requests");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Requests_Points",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Tables");

            migrationBuilder.DropColumn(
                name: "Day",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "HallId",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "Length",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "Points",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "Session",
                table: "Requests");

            migrationBuilder.DropColumn(
                name: "TableKind",
                table: "Requests");
        }
    }
}
