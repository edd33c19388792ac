"""Names of people who do not exist: ordinary given names, and family names half of which are put together from parts."""

from dataclasses import dataclass

from throughgate.basics.chance import Chance


@dataclass(frozen=True)
class Stock:
    """The names that one language's speakers draw from. Slavic and other endings are left as on British papers."""

    men: str
    women: str
    families: str


STOCKS = {
    "en": Stock(
        men="Aaron Adam Alfie Andrew Ashley Ben Brandon Callum Cameron Carl Chris Connor Craig Daniel Darren David Dean "
        "Declan Dominic Dwayne Edward Elliot Emeka Femi Gareth Gary George Hassan Ian Imran Isaac Jack Jamal James "
        "Jason Jermaine Joe John Jordan Joshua Karl Kenny Kieran Kofi Kyle Lee Leon Lewis Liam Luke Marcus Mark Martin "
        "Matthew Michael Mohammed Nathan Neil Nick Omar Patrick Paul Peter Phil Raj Reece Richard Robert Ross Ryan "
        "Samuel Scott Sean Shane Simon Stephen Stuart Terry Thomas Tony Tyrone Victor Wayne William Winston Yusuf Zac",
        women="Abigail Adaeze Aisha Alice Amanda Amy Angela Anna Beth Bianca Carly Caroline Charlotte Chloe Claire Danielle "
        "Dawn Debbie Donna Ebony Elaine Ella Emma Farah Fiona Gemma Grace Hannah Hayley Helen Holly Jade Jane Jasmine "
        "Jenny Jess Joanne Karen Kate Kelly Kirsty Laura Leanne Lisa Louise Lucy Maria Mary Megan Michelle Natalie "
        "Nicola Paige Priya Rachel Rebecca Rosie Ruth Samantha Sandra Sarah Shanice Sharon Sophie Stacey Tanya Tracey "
        "Vicky Yasmin Zoe",
        families="Adeyemi Ahmed Allen Atkins Bailey Barker Begum Bennett Boateng Booth Bright Campbell Chambers Chaudhry Clarke "
        "Cole Cooper Cross Dale Dixon Doyle Ellis Farrell Fletcher Foster Gill Gordon Grant Gray Hale Harper Hill Holt "
        "Hunt Iqbal Johal Kaur Kelly Khan Lane Lawson Lowe Marsh Mensah Mills Moran Murphy Nash Nolan Okafor Osei Owen "
        "Palmer Patel Pearce Quinn Rahman Reid Rhodes Rose Shaw Singh Steele Stone Sutton Swift Tate Vaughan Wade Walsh "
        "Ward Watts Webb West Wood Yates York",
    ),
    "cy": Stock(
        men="Aled Bryn Dafydd Dylan Emyr Gethin Gruff Huw Ieuan Iolo Llion Owain Rhodri Rhys Siôn Steffan Tomos",
        women="Angharad Bethan Carys Catrin Elin Ffion Gwen Lowri Mair Manon Nerys Rhian Seren Siân",
        families="Bevan Bowen Evans Gwynne Howells Jenkins Llewellyn Lloyd Meredith Parry Powell Prosser Pryce Rees Tudor",
    ),
    "pl": Stock(
        men="Adam Bartosz Dawid Grzegorz Jakub Kamil Krzysztof Łukasz Marek Mateusz Paweł Piotr Tomasz",
        women="Agnieszka Beata Ewa Joanna Kasia Magda Małgorzata Zofia",
        families="Borecki Dąb Gajewski Jasny Kowal Lipiński Mazur Nowicki Olszak Sobol Wrona Zaręba",
    ),
    "ro": Stock(
        men="Andrei Bogdan Cristian Dragoș Florin Ionuț Marius Mihai Radu Ștefan Vlad",
        women="Alina Corina Elena Ioana Mihaela Raluca Simona",
        families="Albu Bratu Ciobanu Dinu Florea Grosu Lungu Munteanu Negru Rusu Stoica Vlaicu",
    ),
    "sq": Stock(
        men="Arben Besnik Dritan Endrit Fatos Gent Ilir Klodian",
        women="Albana Blerta Drita Mirela Teuta",
        families="Bardhi Dushku Gjoka Hoxhaj Kola Leka Prifti Shala",
    ),
    "ur": Stock(
        men="Adeel Bilal Faisal Hamza Kashif Nadeem Saqib Tariq Usman Zahid",
        women="Amina Bushra Nadia Rabia Sadia",
        families="Akhtar Aslam Bashir Butt Javed Malik Mirza Qureshi",
    ),
}
LANGUAGES = {"en": 91.0, "cy": 2.5, "pl": 2.0, "ro": 1.7, "sq": 1.2, "ur": 1.6}

_FIRST_PARTS = "Ash Bram Cald Crow Dun Elder Fen Hare Hollow Kest Lark Mere Nettle Ox Pen Quill Rook Sedge Thorn Wether Whin Wyn"
_LAST_PARTS = "beck bury by combe croft dale den field ford garth ham hurst ley more shaw stead ton wick worth"
_SHORT = {
    "Andrew": "Andy", "Christopher": "Chris", "Daniel": "Dan", "David": "Dave", "Edward": "Eddie", "Joshua": "Josh",
    "Matthew": "Matt", "Michael": "Mick", "Mohammed": "Mo", "Nathan": "Nate", "Patrick": "Paddy", "Robert": "Rob", "Samuel":
    "Sam", "Stephen": "Ste", "Thomas": "Tom", "William": "Billy", "Abigail": "Abi", "Danielle": "Dani", "Rebecca": "Becky",
    "Samantha": "Sam", "Charlotte": "Charlie", "Krzysztof": "Krzys", "Bartosz": "Bartek", "Dafydd": "Dai", "Jermaine":
    "Jay", "Leanne": "Lee", "Michelle": "Shell", "Victor": "Vic",
}  # fmt: skip


@dataclass(frozen=True)
class Name:
    given: str
    family: str
    known_as: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.family}"


def a_name(chance: Chance, language: str = "en", woman: bool = False) -> Name:
    """A whole name of somebody who speaks that language."""
    stock = STOCKS[language]
    given = chance.choice((stock.women if woman else stock.men).split())
    known_as = _SHORT.get(given, given) if chance.happens(0.8) else chance.choice(["Red", "Ace", "Smiler", "Junior", "Duke", "Bean"])
    return Name(given, _family_name(chance, language), known_as)


def _family_name(chance: Chance, language: str) -> str:
    if language == "en" and chance.happens(0.55):
        return chance.choice(_FIRST_PARTS.split()) + chance.choice(_LAST_PARTS.split())
    return chance.choice(STOCKS[language].families.split())
