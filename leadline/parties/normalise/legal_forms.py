"""Legal forms of companies in many countries, as folded words; pure.

The forms are those of ISO 20275 (the Entity Legal Forms list of GLEIF) that are seen in company
names, written down here by hand in the spellings that people type, dots and accents left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from leadline.parties.normalise.text import folded, words

# Where the form is used → spellings; "" means in many countries.
_SPELLINGS: Mapping[str, str] = {
    "": "company | co | corp | corporation | incorporated | inc | limited | ltd | llc | llp | lp | "
    "plc | pllc | co ltd | company limited | co limited | pte | pte ltd | pvt ltd | pty ltd | sa | "
    "ag | group | holding | holdings | intl",
    "US": "lllp | pc",
    "GB": "cic | cio | public limited company | limited liability partnership",
    "IN": "private limited | pvt limited | opc pvt ltd | opc private limited",
    "SG": "private limited | pte limited",
    "AU": "proprietary limited | pty limited | pty",
    "ZA": "proprietary limited | pty | npc",
    "DE": "gmbh | mbh | gmbh co kg | gmbh and co kg | gmbh co kgaa | gmbh and co kgaa | ug | "
    "ug haftungsbeschrankt | haftungsbeschrankt | ohg | kg | kgaa | ev | eg | gbr | ek | "
    "ag co kg | ag and co kg | gesellschaft mit beschrankter haftung | aktiengesellschaft | "
    "se co kgaa | se and co kgaa",
    "AT": "gesmbh | ges mbh | gmbh co kg | gmbh and co kg | gmbh | og",
    "CH": "sarl | sagl | gmbh",
    "FR": "sarl | sas | sasu | snc | eurl | sci | scs | sca | selarl | gie | scop",
    "BE": "bv | bvba | nv | sprl | srl | cvba | scrl | vof",
    "NL": "bv | nv | vof | cv | besloten vennootschap | naamloze vennootschap | stichting",
    "LU": "sarl | sicav | soparfi",
    "ES": "sl | slu | sau | sll | sociedad limitada | sociedad anonima",
    "PT": "lda | limitada | unipessoal lda | sgps",
    "BR": "ltda | eireli | epp",
    "MX": "sa de cv | sab de cv | s de rl de cv | s de rl | sapi de cv | srl de cv",
    "AR": "srl | sas | saic | saci | sociedad anonima",
    "CO": "sas | ltda | esp | sa esp",
    "CL": "spa | ltda | eirl",
    "PE": "sac | saa | eirl | srl",
    "IT": "spa | srl | srls | sapa | sas | snc | scarl | soc coop | societa per azioni",
    "DK": "aps | as | ivs | ps | ks | amba",
    "NO": "as | asa | ans",
    "SE": "ab | aktiebolag | hb | kb | publ | ab publ | aktiebolag publ",
    "FI": "oy | oyj | oy ab | ky | osuuskunta",
    "IS": "ehf | hf",
    "EE": "ou | as",
    "LV": "sia | as",
    "LT": "uab | ab | mb",
    "PL": "sp z o o | sp z oo | sp zoo | spzoo | spolka z o o | spolka z oo | sp k | sp j | "
    "spolka akcyjna",
    "CZ": "sro | spol s r o | spol sro | as | vos",
    "SK": "sro | spol s r o | spol sro | as",
    "HU": "kft | zrt | nyrt | kkt",
    "RO": "srl | pfa | snc",
    "BG": "ood | eood | ead | оод | еоод | ад | еад",
    "HR": "doo | dd | jdoo",
    "RS": "doo",
    "SI": "doo | dd",
    "GR": "epe | ike | αε | επε | ικε",
    "TR": "as | ltd sti | anonim sirketi | limited sirketi | san ve tic ltd sti | "
    "san ve tic as | tic ltd sti | san tic ltd sti",
    "RU": "ооо | оао | зао | пао | ао | ип | ooo | oao | zao | pao | "
    "общество с ограниченной ответственностью | акционерное общество",
    "UA": "тов | прат | тзов | tov | prat",
    "KZ": "тоо | ао",
    "BY": "ооо | оао | чуп",
    "IL": "בעמ | בע מ",
    "AE": "fze | fzco | fz llc | fzc | dmcc | psc | pjsc | wll",
    "SA": "wll | jsc | spc",
    "QA": "wll | qsc | qpsc",
    "EG": "sae",
    "JP": "kk | gk | yk | kabushiki kaisha | godo kaisha",
    "ID": "pt | tbk | pt tbk | persero",
    "MY": "sdn bhd | bhd | sdn berhad | berhad | sendirian berhad | plt",
    "TH": "pcl | public company limited",
    "VN": "jsc | cong ty tnhh | tnhh | cong ty co phan | ctcp | cong ty tnhh mtv",
    "PK": "smc pvt ltd",
    "IE": "dac | clg | uc | teoranta",
    "CA": "ltee | limitee | ulc",
    "EU": "se | sce | eeig",
}

# Written without a space at the end of a Chinese, Japanese or Korean name (folded: simplified).
ATTACHED = words(
    "股份有限公司 集团股份有限公司 集团有限公司 集团有限责任公司 有限责任公司 有限公司 "
    "控股有限公司 股份公司 总公司 分公司 子公司 公司 集团 控股集团 控股 有限合伙 "
    "普通合伙 合伙企业 个体工商户 "
    "株式会社 合同会社 有限会社 合资会社 합자회사 주식회사 유한회사"
)
# Seen before the name as well: ООО Ромашка, PT Maju, 株式会社日立.
LEADING = words(
    "ооо оао зао пао ао ип тов тоо ooo oao zao pao pt uab sia the stichting "
    "株式会社 주식회사 合同会社 有限会社"
)


def joined(parts: Iterable[str]) -> tuple[str, ...]:
    """ "s a" → "sa", "a b c trading" → "abc trading": dots and spaces between letters are style."""
    result: list[str] = []
    previous_single = False
    for word in parts:
        single = len(word) == 1 and word.isalpha()
        if single and previous_single:
            result[-1] += word
        else:
            result.append(word)
        previous_single = single
    return tuple(result)


def _read() -> dict[tuple[str, ...], frozenset[str]]:
    countries: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for country, spellings in _SPELLINGS.items():
        for spelling in spellings.split("|"):
            countries[joined(folded(spelling).split())].add(country)
    for form in ATTACHED:
        countries[(form,)].add("")
    # What is used in many countries says nothing about one.
    return {form: frozenset() if "" in in_use else frozenset(in_use)
            for form, in_use in countries.items()}  # fmt: skip


# The words of a form → the countries that it points at.
FORMS: Mapping[tuple[str, ...], frozenset[str]] = _read()
LONGEST = max(map(len, FORMS))
