"""The one table of currencies: codes, signs, words and smallest units. Pure.

Everything that reads or prints money takes it from here; how a sign stands beside a number is each
reader's own matter.
"""

import re

# ISO 4217 minor units that differ from two.
MINOR_UNITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "TND": 3}
# What we print before an amount; every other currency is printed with its code.
PRINTED = {"USD": "$", "EUR": "€", "GBP": "£"}
SIGNS = {
    "US$": "USD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "NZ$": "NZD",
    "HK$": "HKD", "S$": "SGD", "R$": "BRL", "MX$": "MXN", "$": "USD", "€": "EUR", "£": "GBP",
    "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₱": "PHP", "₦": "NGN", "₪": "ILS",
    "฿": "THB", "₫": "VND", "₽": "RUB", "₴": "UAH", "円": "JPY", "元": "CNY", "원": "KRW",
}  # fmt: skip
# Codes nobody writes as an ordinary word, read in any case.
CODES = re.findall(
    "[A-Z]{3}",
    "USD EUR GBP CAD AUD NZD INR CHF SEK NOK DKK JPY PLN BRL MXN AED SGD HKD ZAR CZK HUF "
    "RUB UAH THB ILS KRW IDR MYR SAR NGN KES VND ISK RON BGN COP CLP QAR KWD EGP PKR BDT TWD CNY "
    "RMB",
)
CAPITAL_CODES = ["TRY", "PHP", "MAD", "PEN", "ARS"]  # "try" and "mad" are words
WORDS = {
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "buck": "USD", "dólares": "USD",
    "dolares": "USD", "dollari": "USD", "euros": "EUR", "euro": "EUR", "pounds": "GBP",
    "pound": "GBP", "quid": "GBP", "sterling": "GBP", "rupees": "INR", "rupee": "INR",
    "rs.": "INR", "rs": "INR", "reais": "BRL", "francs": "CHF", "franken": "CHF",
    "kronor": "SEK", "kroner": "DKK", "kr": "SEK", "zł": "PLN", "złotych": "PLN", "kč": "CZK",
    "korun": "CZK", "tl": "TRY",
    "lira": "TRY", "руб": "RUB", "рублей": "RUB", "рубля": "RUB", "грн": "UAH",
    "гривень": "UAH", "forint": "HUF", "lei": "RON", "ksh": "KES", "rm": "MYR", "zloty": "PLN",
    "yen": "JPY",
    "pesos": "MXN", "dirhams": "AED", "dirham": "AED", "rand": "ZAR", "livres": "GBP",
    "sterline": "GBP", "pfund": "GBP", "us dollars": "USD",
    "đô la": "USD", "đô": "USD", "dolar": "USD", "dolarów": "USD", "долларов": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD",
}  # fmt: skip
# What a bare "$" may mean; in Mexico and Chile it is the peso's sign too.
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})
PESOS_WITH_DOLLAR_SIGN = frozenset({"MXN", "CLP"})
CROWNS = frozenset({"SEK", "NOK", "DKK", "ISK"})
