"""Words that say nothing of what a text is about, as base forms."""

EMPTY = frozenset(
    """
    olla voida saada haluta tietää mikä kuka missä mistä mihin miten milloin koska kuinka miksi jos että ja tai
    se tämä tuo ne nämä nuo minä
    sinä me te hän he ei kun niin kuin mutta vai myös joka pitää tulla tehdä moi hei kiitos no sitten nyt vielä
    jo jokin mukaan
    vara ha få vilja veta vad vem hur när var om att och eller det den jag ni vi de inte kunna skola en ett i på
    av med för till
    be have do can could would will shall may what who how when where which why if that and or it the a an i you
    we they not to of
    is are in on for with my your this
    """.split()
)
