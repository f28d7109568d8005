"""Chinese surnames: which there are, which have two characters, and how a surname is read; pure.

Written from the Song dynasty's list of family names (百家姓) and common dictionaries' readings.
"""

from leadline.parties.normalise.text import words

COMPOUND = words(
    "欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司空 东方 独孤 南宫 西门 "
    "呼延 端木 轩辕 百里 东郭 闻人 赫连 澹台 太史 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公羊 钟离 "
    "鲜于 闾丘 拓跋 完颜 纳兰 叶赫 耶律 第五 即墨 万俟 南门 左丘 梁丘 谷梁 乐正 巫马 漆雕 壤驷"
)

SINGLE = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
    "鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄"
    "和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭"
    "梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚"
    "程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双"
    "闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越隆师巩厍聂晁勾敖融冷訾辛阚那简饶空"
    "曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂覃区召逢付代闫麦朴苟占仝但佟佘洛臣寻展员"
    "岳帅缑亢况有琴商牟商伯赏哈谯笪年爱阳佴楚冼植揭邸刑芦门汝巨操户初折原战候种初尧"
)

# Where a surname is read otherwise than the character usually is.
READINGS = {
    "单": "shan", "解": "xie", "仇": "qiu", "曾": "zeng", "查": "zha", "区": "ou", "朴": "piao",
    "任": "ren", "华": "hua", "盖": "ge", "翟": "zhai", "缪": "miao", "乐": "yue", "覃": "qin",
    "尉": "wei", "种": "chong", "员": "yun", "逄": "pang", "折": "she", "令": "ling", "召": "shao",
    "繁": "po", "秘": "bi", "冼": "xian", "洗": "xian", "郗": "xi", "柏": "bai", "宓": "mi",
    "宿": "su", "臧": "zang", "那": "na", "阚": "kan", "乜": "nie", "隗": "wei", "能": "nai",
    "都": "du", "长": "zhang", "逯": "lu", "褚": "chu", "訾": "zi", "哈": "ha", "六": "lu",
    "祭": "zhai", "过": "guo", "冯": "feng", "适": "kuo", "句": "gou", "黑": "he", "车": "che",
    "吕": "lu", "闫": "yan", "宁": "ning", "葛": "ge", "薄": "bo", "燕": "yan", "应": "ying",
    "尉迟": "yuchi", "长孙": "zhangsun", "万俟": "moqi", "单于": "chanyu", "澹台": "tantai",
    "鲜于": "xianyu", "淳于": "chunyu", "乐正": "yuezheng", "宗政": "zongzheng", "令狐": "linghu",
}  # fmt: skip


def family_length(han: str) -> int:
    """How many characters of a full name in simplified Chinese are the surname: 1 or 2, or 0.

    0 when no surname is known that the name could begin with.
    """
    if len(han) > 2 and han[:2] in COMPOUND:
        return 2
    if len(han) > 3 and han[0] in SINGLE and han[1] in SINGLE:
        return 2  # both parents' names: 张王小明
    return 1 if han[:1] in SINGLE else 0
