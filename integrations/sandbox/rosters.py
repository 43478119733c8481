"""The invented rosters, cell by cell as people type them. Pure data."""

LUMENFERN_TAB = "Lumenfern Winter"
TRAILMINT_TAB = "Trailmint Shell"

_HEADER = [
    "Name",
    "Email",
    "Platform",
    "Handle",
    "Average Views",
    "Min Rate",
    "Max Rate",
    "Engagement Rate",
]


def _rows(table: str) -> list[list[str]]:
    """Return the cells of a table written one person a line, cells split by bars."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [list(_HEADER), *rows]


SHEETS: dict[str, list[list[str]]] = {
    LUMENFERN_TAB: _rows("""
Mia Larkspur|mia@mialarkspur.example|Instagram|@mialarkspur|48.2K|||3.1%
Jonas Petrelli|hello@jonaspetrelli.example|instagram|@jonas.petrelli|61,000|||4.4%
Adaeze Brightwater|adaeze@glowdiaries.example|Instagram|@glowdiaries|35400|$700|$1,240|5.2%
Theo Vandermeer|theo@vandermeer.example|IG|@theovdm|27.5k|||2.8
Camila Rosewood|camila@rosewoodroutine.example|Instagram|@rosewoodroutine|83,100||$2,900|3.9%
Priyanka Dell|priyanka@skinwithpri.example|Instagram|@skinwithpri|52K|||6.1%
Lucas Oakhurst|lucas@oakhurst.example|Instagram|@lucasoakhurst|19,800|||3.3%
Hana Whitfield|hana@hanaswinter.example|INSTAGRAM|@hanaswinter|44,750|$900||4.0%
Beatriz Calloway|bea@beacalloway.example|Instagram|@beacalloway|70.3K|||2.5%
Omar Silverstein|omar@quietmornings.example|Instagram|@quietmornings|38,000|||3.7 %
Freya Lindqvale|freya@lindqvale.example|Instagram|@freyalindqvale|57,900|1,150|2,025|4.8%
Sadie Monroe-Pike|sadie@sadiepike.example|Instagram|@sadiemonroepike|31.6K|||5.5%
"""),
    TRAILMINT_TAB: _rows("""
Callum Rivers|callum@riversandridges.example|TikTok|@riversandridges|92K|||7.2%
Nadia Ferncliff|nadia@ferncliff.example|tiktok|@nadiaferncliff|64,500|$1,300|$2,125|6.4%
Eli Stonebrook|eli@stonebrook.example|TikTok|@elistonebrook|48,000|||5.9%
Margot Ashdown||TikTok|@margotoutside|71.2K|||8.0%
Kenji Halloway|kenji@trailnotes.example|Tik Tok|@trailnotes|55400|||4.6%
Rosa Thistlewood|rosa@thistlewood.example|TikTok|@rosathistle||$600|$1,400|5.1%
Dmitri Vale|dmitri@valeoutdoors.example|TikTok|@valeoutdoors|83.9K|||6.8%
Imani Greycastle|imani@greycastle.example|TikTok|@imanigoes|37,250|||9.3%
Wyatt Pemberlane|wyatt@pemberlane.example|TikTok|@wyattpember|29.4k|||7.7%
Saoirse Kilbride|saoirse@wetsocks.example|TikTok|@wetsocksclub|66,000|||5.0%
Leo Marchetti-Dunn|leo@marchettidunn.example|TIKTOK|@leomd|45,800||1.5k|4.2 %
Tess Holloway-Byrne|tess@tessbyrne.example|TikTok|@tessoutthere|77,700|||6.0%
"""),
}
