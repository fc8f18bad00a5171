from __future__ import annotations

import itertools
import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.language.quantities import find_quantities


def read(text):
    """Each figure as "wording = value[..upper] unit qualifier"."""
    found = []
    for q in find_quantities(text):
        upper = "" if q.upper is None else f"..{q.upper}"
        found.append(" ".join(part for part in (f"{q.text} = {q.value}{upper}", q.unit, q.qualifier or "") if part))
    return found


CITY = {
    "money before": ("The district made a total output of RMB214.6 billion.", ["RMB214.6 billion = 214600000000 CNY"]),
    "made and sold": (
        "Borel Group made 1.304 million vans and sold 1.298 million, up 4.1% and 3.9% on the year.",
        ["1.304 million = 1304000", "1.298 million = 1298000", "4.1% = 4.1 %", "3.9% = 3.9 %"],
    ),
    "list of points": (
        "That was 6.2 and 5.8 percentage points higher than the province respectively.",
        ["6.2 = 6.2 pp", "5.8 percentage points = 5.8 pp"],
    ),
    "share and change": (
        "Services accounted for 48.3% of output, an increase of 2 percentage points.",
        ["48.3% = 48.3 %", "2 percentage points = 2 pp"],
    ),
    "more than": ("More than 120 new firms have moved in.", ["120 = 120 more_than"]),
    "only five months": ("It took only five months from plan to opening.", ["five months = 5 months"]),
    "increased to": ("The number of depots increased to 31.", ["31 = 31"]),
    "yuan after": ("Investment reached 86.5 billion yuan.", ["86.5 billion yuan = 86500000000 CNY"]),
    "hundred million": ("Exports came to 3.2 hundred million yuan.", ["3.2 hundred million yuan = 320000000 CNY"]),
    "wan and yi": ("It sold 35 wan tickets for 4.5 yi yuan.", ["35 wan = 350000", "4.5 yi yuan = 450000000 CNY"]),
    "lakh crore": ("Deposits stood at Rs 1.5 lakh crore.", ["Rs 1.5 lakh crore = 1500000000000 INR"]),
    "crore": ("The state spent ₹45 crore on roads.", ["₹45 crore = 450000000 INR"]),
    "Indian separators": ("Ridership was 1,23,456 in all.", ["1,23,456 = 123456"]),
    "a code and a rate": (
        "They paid TND 0.176 per kilowatt-hour.",
        ["TND 0.176 per kilowatt-hour = 0.176 TND per kilowatt-hour"],
    ),
    "rand": ("The city owes R412 million on the R2.", ["R412 million = 412000000 ZAR"]),
    "no share in a list": ("Recovered boats: 2,130, or 44%.", ["2,130 = 2130", "44% = 44 %"]),
    "a clause after a comma": ("Their age is 39, and 49% are women.", ["39 = 39", "49% = 49 %"]),
    "the base of a rate": ("Deaths per 1,000 home fires rose from 7.1 to 8.8.", ["7.1 = 7.1", "8.8 = 8.8"]),
    "digits behind a name": ("The Orbit-4 satellite joined 17 others.", ["17 = 17"]),
    "definite set": ("The three zones contributed 12% of land.", ["12% = 12 %"]),
    "colleges": ("It is home to 100,000 graduates.", ["100,000 = 100000"]),
}
STATISTICS = {
    "rate of births": (
        "There were 4.5 deaths per 1,000 live births.",
        ["4.5 deaths per 1,000 live births = 4.5 deaths per 1,000 live births"],
    ),
    "bare rate": (
        "Infant mortality was 3.9 per 1,000 live births.",
        ["3.9 per 1,000 live births = 3.9 per 1,000 live births"],
    ),
    "rate per 100,000": (
        "The rate was 12.4 per 100,000 people in Wales.",
        ["12.4 per 100,000 people = 12.4 per 100,000 people"],
    ),
    "one in five": ("Just over one in five households rent.", ["one in five = 20 % more_than"]),
    "1 in 10": ("About 1 in 10 adults swim weekly.", ["1 in 10 = 10 % about"]),
    "out of every": ("Three out of every four pupils walk.", ["Three out of every four = 75 %"]),
    "a third": ("A third of homes have a garden.", ["A third = 33.33 %"]),
    "two-thirds": ("Nearly two-thirds agreed.", ["two-thirds = 66.67 % less_than"]),
    "three-quarters": ("Three-quarters (74%) of users agreed.", ["Three-quarters = 75 %", "74% = 74 %"]),
    "half with per cent": ("In 1982, half (49%) of men rowed.", ["half = 50 %", "49% = 49 %"]),
    "more than half": ("More than half of shops closed.", ["half = 50 % more_than"]),
    "range between": ("The true share lies between 8% and 26%.", ["8% and 26% = 8..26 %"]),
    "range with to": (
        "They ate between 11.6 and 11.8 eggs a week.",
        ["11.6 and 11.8 eggs a week = 11.6..11.8 eggs a week"],
    ),
    "range with dash": ("A rise of 8–26% is likely.", ["8–26% = 8..26 %"]),
    "range to": ("Waits are 11.6 to 11.8 days.", ["11.6 to 11.8 days = 11.6..11.8 days"]),
    "range scale handed back": ("It needs 5-10 million doses.", ["5-10 million = 5000000..10000000"]),
    "range of money": ("Each costs £3 to £5 million.", ["£3 to £5 million = 3000000..5000000 GBP"]),
    "range from a verb": ("Prices range from $20 to $35.", ["$20 to $35 = 20..35 USD"]),
    "from to is two": ("Use rose from 13.7 to 14.6.", ["13.7 = 13.7", "14.6 = 14.6"]),
    "from to shares unit": ("It fell from 14 to 12 per cent.", ["14 = 14 %", "12 per cent = 12 %"]),
    "rose a to b is two": (
        "Output rose 0.2 percentage points to 5.1%.",
        ["0.2 percentage points = 0.2 pp", "5.1% = 5.1 %"],
    ),
    "rose by x to y": (
        "It increased by $43.6 billion to $419.2 billion.",
        ["$43.6 billion = 43600000000 USD", "$419.2 billion = 419200000000 USD"],
    ),
    "by a range": ("It fell by 1 to 1.5 degrees Celsius.", ["1 to 1.5 degrees Celsius = 1..1.5 °C"]),
    "list per cent": ("The shares were 5, 6 and 7 per cent.", ["5 = 5 %", "6 = 6 %", "7 per cent = 7 %"]),
    "list of counts keeps apart": ("It has 5 ports and 7% of trade.", ["5 = 5", "7% = 7 %"]),
    "minus words": ("Growth was minus 0.3 per cent.", ["minus 0.3 per cent = -0.3 %"]),
    "minus sign": ("Growth was −0.3%.", ["−0.3% = -0.3 %"]),
    "hyphen minus": ("Output (-1.2%) shrank.", ["-1.2% = -1.2 %"]),
    "plus sign": ("Output moved by +0.4%.", ["+0.4% = 0.4 %"]),
    "dash is no minus": ("It grew – 5% in all.", ["5% = 5 %"]),
    "cigarettes a day": ("They smoked 11.4 cigarettes a day.", ["11.4 cigarettes a day = 11.4 cigarettes a day"]),
    "a year earlier": ("It was down from 12.1 a year earlier.", ["12.1 = 12.1"]),
    "more a day": ("Men eat 1.7 more eggs a week.", ["1.7 more eggs a week = 1.7 eggs a week"]),
    "per year": ("It causes around 13,500 deaths per year.", ["13,500 deaths per year = 13500 deaths per year about"]),
    "ages are conditions": ("Of those aged 25 to 34, 24% rent.", ["24% = 24 %"]),
    "bare age group": ("The commonest age group is 25 to 34 (24%).", ["24% = 24 %"]),
    "threshold": ("11% of people with an income of £40,000 or more agreed.", ["11% = 11 %"]),
    "carbon": (
        "The country emitted just over 502 million tonnes of carbon dioxide equivalent.",
        ["502 million tonnes of carbon dioxide equivalent = 502000000 tonnes of carbon dioxide equivalent more_than"],
    ),
    "Mt": ("Heating rose to 135 Mt CO2e.", ["135 Mt CO2e = 135000000 tonnes CO2e"]),
    "Mtoe": ("Homes used 41 Mtoe.", ["41 Mtoe = 41000000 tonnes of oil equivalent"]),
    "thousand tonnes": ("It emits 0.19 thousand tonnes.", ["0.19 thousand tonnes = 190 tonnes"]),
    "per million pounds": (
        "It emits 0.3 tonnes per £ million.",
        ["0.3 tonnes per £ million = 0.3 tonnes per £ million"],
    ),
    "rank": ("Farming was second highest at 17%.", ["second highest = 2 rank", "17% = 17 %"]),
    "not a rank": ("The second plant opened; the first half was quiet.", []),
}
BANK = {
    "basis points": ("The rate was cut by 25 basis points.", ["25 basis points = 0.25 pp"]),
    "bps": ("Spreads widened 5bps.", ["5bps = 0.05 pp"]),
    "range of basis points": (
        "A move of 25 to 50 basis points is priced in.",
        ["25 to 50 basis points = 0.25..0.5 pp"],
    ),
    "pp": ("Core inflation eased 0.4pp.", ["0.4pp = 0.4 pp"]),
    "ppts": ("That added 1.5 ppts.", ["1.5 ppts = 1.5 pp"]),
    "US dollars": ("Reserves fell to US$3.1 trillion.", ["US$3.1 trillion = 3100000000000 USD"]),
    "spaced sign": ("Reserves fell to US $3.1tn.", ["US $3.1tn = 3100000000000 USD"]),
    "dollars after": ("Loans of 20 million US dollars were made.", ["20 million US dollars = 20000000 USD"]),
    "Canadian": ("It paid C$4m and A$5m.", ["C$4m = 4000000 CAD", "A$5m = 5000000 AUD"]),
    "Hong Kong": ("It paid HK$40 and S$6.", ["HK$40 = 40 HKD", "S$6 = 6 SGD"]),
    "yen": ("The bank sold 300 billion yen.", ["300 billion yen = 300000000000 JPY"]),
    "yen sign": ("In Japan it costs ¥300.", ["¥300 = 300 JPY"]),
    "yuan sign": ("It costs ¥300.", ["¥300 = 300 CNY"]),
    "won": ("Profit was KRW 4.2 trillion.", ["KRW 4.2 trillion = 4200000000000 KRW"]),
    "euros": ("It lent 12.5bn euros and EUR 3bn.", ["12.5bn euros = 12500000000 EUR", "EUR 3bn = 3000000000 EUR"]),
    "money handed on": (
        "Banks lent £3 million and 5 million.",
        ["£3 million = 3000000 GBP", "5 million = 5000000 GBP"],
    ),
    "pence": ("Petrol costs 132.5 pence per litre.", ["132.5 pence per litre = 132.5 pence per litre"]),
    "p": ("Shares closed at 164p.", ["164p = 164 pence"]),
    "nation's currency": ("It cost 7.5 million Danish crowns.", ["7.5 million Danish crowns = 7500000 DKK"]),
    "from money to money": (
        "It grew from $10 to $15 billion.",
        ["$10 = 10000000000 USD", "$15 billion = 15000000000 USD"],
    ),
    "two-year yield": ("The two-year yield rose to 4.1%.", ["4.1% = 4.1 %"]),
    "index number": ("The FTSE 250 fell 1.2%.", ["1.2% = 1.2 %"]),
    "at least": ("At least £2bn was repaid.", ["£2bn = 2000000000 GBP at_least"]),
    "or more": ("Fees of 3% or more apply.", ["3% = 3 % at_least"]),
    "at most": ("No more than 4% defaulted.", ["4% = 4 % at_most"]),
    "up to": ("It may lend up to €15m.", ["€15m = 15000000 EUR at_most"]),
    "in excess of": ("Losses in excess of £1m were booked.", ["£1m = 1000000 GBP more_than"]),
    "nearly": ("Nearly 30% of loans failed.", ["30% = 30 % less_than"]),
    "fewer than": ("Fewer than 40 banks remain.", ["40 = 40 less_than"]),
    "some": ("Some 40 banks remain.", ["40 = 40 about"]),
    "estimated": ("An estimated 2.2 million savers lost out.", ["2.2 million = 2200000 about"]),
    "estimated an": ("Banks estimated an 8% rise.", ["8% = 8 %"]),
    "grams": ("They eat 67.1 g of sugar.", ["67.1 g = 67.1 grams"]),
    "tilde": ("It holds ~45% of deposits.", ["45% = 45 % about"]),
    "over a window": ("It has grown over the past 40 years.", []),
    "in a window": ("In the last five years it grew by 6%.", ["6% = 6 %"]),
}
COMPANY = {
    "k": ("We hired 50k people.", ["50k = 50000"]),
    "m people": ("It serves 1.5m people.", ["1.5m = 1500000"]),
    "m long": ("The hall is 85m long.", []),
    "bn": ("Revenue was $5.2bn.", ["$5.2bn = 5200000000 USD"]),
    "mn": ("Revenue was 5.2 mn euros.", ["5.2 mn euros = 5200000 EUR"]),
    "words": ("It runs twenty-five plants and two hundred shops.", ["twenty-five = 25", "two hundred = 200"]),
    "a dozen": ("About a dozen sites closed.", ["a dozen = 12 about"]),
    "half a million": ("It sold half a million pumps.", ["half a million = 500000"]),
    "and a half": ("It sold two and a half million pumps.", ["two and a half million = 2500000"]),
    "eight or nine": ("A pump costs eight or nine euros.", ["eight = 8 EUR", "nine euros = 9 EUR"]),
    "three million": ("Three million pumps were sold.", ["Three million = 3000000"]),
    "no one": ("No one of the team was one of them; one can wait.", []),
    "one thing counted": ("It has one factory.", ["one = 1"]),
    "doubled": ("Sales doubled to 40.", ["doubled = 2 times", "40 = 40"]),
    "three times": ("Sales are three times as high.", ["three times = 3 times"]),
    "twice": ("They were twice as likely to buy.", ["twice = 2 times"]),
    "fold": ("Exports grew sixfold.", ["sixfold = 6 times"]),
    "ranked": ("It ranked third in exports.", ["third = 3 rank"]),
    "4th largest": ("It is the 4th largest maker.", ["4th largest = 4 rank"]),
    "ranked number": ("It is ranked No. 3 in the region.", ["No. 3 = 3 rank"]),
    "energy": ("The farm produced 30 GWh from 12 MW.", ["30 GWh = 30 GWh", "12 MW = 12 MW"]),
    "area": ("The park covers 3 sq km, or 300 hectares.", ["3 sq km = 3 sq km", "300 hectares = 300 hectares"]),
    "barrels": ("It pumps 20,000 barrels per day.", ["20,000 barrels per day = 20000 barrels a day"]),
    "a month": ("Staff get £45 a month.", ["£45 a month = 45 GBP a month"]),
    "no space": ("The furnace runs at 900°C.", ["900°C = 900 °C"]),
    "half sign": ("The shift lasts 7½ hours.", ["7½ hours = 7.5 hours"]),
    "moving average": ("The 3-month average and the five-year plan are out.", []),
    "years ago": ("Ten years ago it made 4 tonnes.", ["4 tonnes = 4 tonnes"]),
    "half a point": ("It lost half a percentage point.", ["half a percentage point = 0.5 pp"]),
    "quarter of a million": ("A quarter of a million pumps sold.", ["A quarter of a million = 250000"]),
    "tenth of a per cent": ("It rose a tenth of a per cent.", ["a tenth of a per cent = 0.1 %"]),
    "slashed fraction": ("Some 2/3 of pumps leak.", ["2/3 = 66.67 % about"]),
    "spaced thousands": ("It has 12 000 pumps.", ["12 000 = 12000"]),
    "words to thousands": ("It needs four to five thousand bolts.", ["four to five thousand = 4000..5000"]),
    "over a span of years": ("It spent £1.2bn over five years.", ["£1.2bn = 1200000000 GBP"]),
    "week number": ("Sales in week 47 fell.", []),
    "index base": ("It stood at 104.2 (2015 = 100).", ["104.2 = 104.2"]),
    "plain decimals": ("It made 1,250,000.50 litres.", ["1,250,000.50 litres = 1250000.5 litres"]),
}
HEALTH = {
    "number in a name": ("COVID-19 and H5N1 are tracked under ISO 9001; CO2 and vitamin B12 are not.", []),
    "structure": ("See Section 8, Table 2 and Figure 3, page 14, and Annex 2.", []),
    "numbered heading": ("5. Dental care", []),
    "markdown heading": ("## 3.2 Dental care", []),
    "list item": ("(1) Clinics", []),
    "reference": ("Waits fell [12] by 3 days.", ["3 days = 3 days"]),
    "classification": ("Firms are grouped by SIC 2007 and AR5.", []),
    "model": ("The Boeing 737 and an A4 sheet on 5G in the G20.", []),
    "quoted name": ('The “six steps” and the three "Aims" reached 8.1%.', ["8.1% = 8.1 %"]),
    "title name": ("Under the Five Gates scheme 9% left.", ["9% = 9 %"]),
    "clock": ("Clinics open at 10:30 and close at 5pm.", []),
    "phone and url": ("Call +44 20 7946 0000 or see https://example.org/2020/15.", []),
    "dates": ("On 8 January 2021 and 2020-10-31, in 2014, the 1990s and 2005/06.", []),
    "year with a count": ("In 2014 people waited 18 days.", ["18 days = 18 days"]),
    "count like a year": ("More than 2000 people waited.", ["2000 = 2000 more_than"]),
    "age words": ("16 to 24 year olds, under 18s and those aged 60 and over.", []),
    "thresholds": ("Those earning under £10,000 and households with 3 or more cars.", []),
    "daily dose": ("Patients take 40 mg per day.", ["40 mg per day = 40 mg per day"]),
    "weeks": ("Half of patients waited more than 18 weeks.", ["Half = 50 %", "18 weeks = 18 weeks more_than"]),
    "less than a per cent": ("Less than 0.5% died.", ["0.5% = 0.5 % less_than"]),
    "two figures": ("Beds fell from 120 in 2013 to 96 in 2014.", ["120 = 120", "96 = 96"]),
}
TABLES = {**CITY, **STATISTICS, **BANK, **COMPANY, **HEALTH}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_figures_are_read_with_value_unit_and_qualifier(text, expected):
    assert read(text) == expected


SCALES = {"": 0, " thousand": 3, " million": 6, " billion": 9, "bn": 9, " lakh": 5, " crore": 7, " trillion": 12}
UNITS = {"%": "%", " percentage points": "pp", " tonnes": "tonnes", " GWh": "GWh", " euros": "EUR", " yuan": "CNY"}


@given(
    st.decimals(min_value=0, max_value=999_999, places=3, allow_nan=False),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(sorted(UNITS)),
)
def test_a_number_written_out_is_read_back_exactly(number, scale, unit):
    text = f"It came to {number:,}{scale}{unit} in all."
    (found,) = find_quantities(text)
    assert found.value == number.scaleb(SCALES[scale])
    assert (found.unit, found.text) == (UNITS[unit], f"{number:,}{scale}{unit}")
    assert "E" not in str(found.value)


@given(st.integers(1, 10**30))
def test_large_numbers_stay_exact(number):
    (found,) = find_quantities(f"The sum is {number:,} yuan.")
    assert found.value == Decimal(number)


PIECES = st.sampled_from(
    "between and to from – - , . ( ) 5 1,234 2014 0.5 % per cent million bn £ US$ RMB Q1 H1 2020 half a third one in "
    "five twenty hundred tonnes CO2e a day aged over at least up rose fell “ ” Section 3 January 8 '20 ½ −".split()
)


@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
    )
)
def test_any_text_gives_exact_ordered_disjoint_spans(text):
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(q.upper is None or q.upper >= q.value for q in found)


@given(st.text(alphabet=string.ascii_letters + " .,-", max_size=120))
def test_prose_without_digits_has_no_figure_in_digits(text):
    assert all(not any(c.isdigit() for c in q.text) for q in find_quantities(text))
