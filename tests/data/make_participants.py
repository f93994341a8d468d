"""Makes the lists of tests/data: one as an office keeps it, with its slips, and its corrected twin.

Everybody in them is invented. ``python -m tests.data.make_participants`` writes the four files again; the
same script gives the same cells, whoever runs it.
"""

import csv
import io
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from pathlib import Path

import xlsxwriter

FOLDER = Path(__file__).parent
TITLE = "PROGRAMA DE CRIANZA · RELACIÓN DE PARTICIPANTES · CENTRO DE AYACUCHO"
SUBTITLE = "Actualizado por la oficina de tratamiento"
HEADER = (
    "N°",
    "Apellidos y nombres",
    "Sexo",
    "Fecha de nacimiento",
    "Idioma",
    "Lee",
    "Pabellón",
    "Fecha de ingreso",
    "Consentimiento programa",
    "Consentimiento encuestas",
    "Consentimiento certificado",
    "Fecha de consentimiento",
)
IMPOSSIBLE = "31/02/2026"
# surnames and given names | sex | born | language | reads | pavilion | entered | consent to questionnaires
PEOPLE = """
QUISPE HUAMÁN, Juan Carlos|M|12/03/1985|castellano|sí|Pabellón A|03/11/2025|sí
QUISPE HUAMÁN, Juan Carlos|M|27/09/1991|quechua|con ayuda|Pabellón B|14/01/2026|sí
ÑAHUI CCORAHUA, Máximo|M|01/06/1978|quechua|no|Pabellón A|20/08/2024|sí
SULCA PALOMINO, Rosa Elvira|F|19/12/1990|castellano|sí|Pabellón M|05/05/2025|sí
HUAMANÍ YUPANQUI, Édgar|M|08/02/1982|castellano|sí|Pabellón B|11/10/2025|no
TAQUIRI ÑAUPARI, Yolanda|F|30/04/1987|quechua|con ayuda|Pabellón M|17/06/2025|sí
CCENTE LLOCCLLA, Félix|M|22/07/1975|quechua|no|Pabellón A|09/09/2023|sí
PARIONA GÓMEZ, Luz Marina|F|14/10/1993|castellano|sí|Pabellón M|28/02/2026|sí
AYALA BERROCAL, Óscar|M|03/01/1980|castellano|sí|Pabellón C|16/12/2025|sí
CHUCHÓN PRADO, Nélida|F|25/08/1984|castellano|sí|Pabellón M|01/07/2025|sí
LLANTOY MÉNDEZ, Wílmer|M|11/11/1996|castellano|sí|Pabellón C|23/01/2026|sí
CÁRDENAS ROCA, Teófila|F|06/05/1971|quechua|no|Pabellón M|19/03/2024|sí
ÑAÑA SICHA, Próspero|M|17/02/1969|quechua|con ayuda|Pabellón A|07/04/2022|sí
DE LA CRUZ VILCA, Ángel|M|29/02/1988|castellano|sí|Pabellón B|12/12/2024|sí
GUTIÉRREZ ARONÉS, Maribel|F|20/06/1995|castellano|sí|Pabellón M|02/02/2026|sí
MENDOZA QUICAÑO, Saúl|M|15/09/1983|castellano|sí|Pabellón C|30/10/2025|sí
RIMACHI AUCCASI, Hermelinda|F|09/01/1979|quechua|con ayuda|Pabellón M|24/11/2024|sí
OCHOA ANAYA, José María|M|21/03/1992|castellano|sí|Pabellón B|18/08/2025|sí
YAURI CHÁVEZ, Efraín|M|05/12/1986|castellano|sí|Pabellón A|13/05/2025|sí
PÉREZ O'HIGGINS, Carmen|F|27/07/1989|castellano|sí|Pabellón M|06/06/2025|sí
TINCO ESCALANTE, Agustín|M|28/08/1974|quechua|no|Pabellón A|25/09/2023|no
LÓPEZ HUALLPA, Inés|F|18/04/1998|castellano|sí|Pabellón M|10/01/2026|sí
CONDE PILLACA, Rubén Darío|M|02/10/1981|castellano|sí|Pabellón C|27/03/2025|sí
MITMA ÑAHUINCOPA, Feliciana|F|13/06/1977|quechua|con ayuda|Pabellón M|08/08/2024|sí
JANAMPA LEÓN, César|M|24/05/1994|castellano|sí|Pabellón B|15/07/2025|sí
VARGAS-MACHUCA TORO, Iván|M|16/11/1990|castellano|sí|Pabellón C|29/04/2025|sí
ASTO LAPA, Zenobia|F|07/09/1973|quechua|no|Pabellón M|22/10/2023|sí
CURITOMAY SOTO, Néstor|M|10/08/1987|castellano|sí|Pabellón B|04/12/2025|sí
"""


@dataclass(frozen=True)
class Row:
    """One line of the list, every cell as an office worker typed it."""

    number: str
    name: str
    sex: str
    born: str
    language: str
    reads: str
    unit: str
    entered: str
    programme: str
    measures: str
    certificate: str
    consent_on: str


def people() -> list[Row]:
    rows = []
    for number, line in enumerate(PEOPLE.strip().splitlines(), start=1):
        name, sex, born, language, reads, unit, entered, measures = line.split("|")
        rows.append(
            Row(
                *(str(number), name, sex, born, language, reads, unit, entered),
                *("sí", measures, "sí", f"{number % 5 + 2:02}/03/2026"),
            )
        )
    return rows


def lines(*, corrected: bool) -> list[Row | None]:
    """The list below its header, blank lines included; the office's own holds two slips."""
    listed: list[Row | None] = list(people())
    if not corrected:
        listed[17] = replace(listed[17], consent_on=IMPOSSIBLE)
        listed.insert(23, replace(listed[6], number="7"))
    for place in (9, 20):
        listed.insert(place, None)
    return listed


def as_csv(*, corrected: bool) -> bytes:
    """Semicolons and Windows-1252, as Excel in Spanish saves it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([TITLE, *[""] * (len(HEADER) - 1)])
    writer.writerow([])
    writer.writerow(HEADER)
    for row in lines(corrected=corrected):
        writer.writerow(astuple(row) if row else [""] * len(HEADER))
    return text.getvalue().encode("cp1252")


def _write_cell(sheet, place: tuple[int, int], cell: str, formats: dict) -> None:
    """Every third row holds real Excel days, the others what somebody typed as text."""
    is_day = cell.count("/") == 2 and cell != IMPOSSIBLE
    if is_day and place[0] % 3 == 0:
        sheet.write_datetime(*place, datetime.strptime(cell, "%d/%m/%Y"), formats["day"])
    elif cell.isdigit():
        sheet.write_number(*place, int(cell))
    else:
        sheet.write_string(*place, cell)


def as_xlsx(*, corrected: bool) -> bytes:
    """A workbook with a merged title, a subtitle, and days both as text and as Excel keeps them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 3, 9), "author": "Oficina"})
    formats = {
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "title": book.add_format({"bold": True, "align": "center"}),
    }
    sheet = book.add_worksheet("Participantes")
    sheet.merge_range(0, 0, 0, len(HEADER) - 1, TITLE, formats["title"])
    sheet.write_string(1, 0, SUBTITLE)
    for column, heading in enumerate(HEADER):
        sheet.write_string(3, column, heading, formats["title"])
    for index, row in enumerate(lines(corrected=corrected), start=4):
        for column, cell in enumerate(astuple(row) if row else ()):
            _write_cell(sheet, (index, column), cell, formats)
    sheet.set_column(1, 1, 34)
    book.close()
    return target.getvalue()


FILES = {
    "participants_ayacucho.xlsx": lambda: as_xlsx(corrected=False),
    "participants_ayacucho.csv": lambda: as_csv(corrected=False),
    "participants_ayacucho_corrected.xlsx": lambda: as_xlsx(corrected=True),
    "participants_ayacucho_corrected.csv": lambda: as_csv(corrected=True),
}


if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
