"""Adverbs, adpositions and conjunctions that look inflected and stand by themselves: *lisäksi* is no *lisä* now."""

PARTICLES = frozenset(
    """
    aamuisin iltaisin öisin päivisin keväisin kesäisin syksyisin talvisin arkisin viikonloppuisin maanantaisin
    aikanaan aikaisin aina ainakaan ainakin aivan alas alempana alhaalla alla alle alta asti edellä edelleen
    edes edessä
    eteen edestä ehkä ehkäpä eikä elikkä eli enemmänkin ennalta ennen ensi ensiksi ensin ensinnä ensinnäkin
    ensisijaisesti
    enää erikseen erillään eritoten esiin esillä esille esimerkiksi etenkin etenkään etukäteen harvoin heti
    hereillä hieman
    hiljattain hiukan huolimatta huomenna hyvin ihan ikinä ikään ilman itsekseen jalan jo joka joko jollain
    jolloin jonkin
    joskaan joskin joskus jospa jossain jotakuinkin jotenkin jotta joten julki juuri juurikaan jälkeen
    jälkikäteen jälleen
    järkiään kaiketi kaikkialla kaikkiaan kaikkein kaksin kanssa kauan kaukana kauas kauempana kautta kenties kerran
    kertaalleen kesken keskellä keskelle kiinni kohdalla kohdalle kohta kohtaan kohti koko kokonaan kokonaisuudessaan
    koskaan koskien koska kotona kotoa kotiin kovin kuin kuinka kuitenkaan kuitenkin kuluessa kumminkin kun
    kunhan kunnes
    kunnolla kuten kyllin kyllä kylläkin kymmenisen kyseessä lailla lainkaan liian liikaa liiemmin liioin likimain
    lisäksi lisää loitolla lopuksi lopulta luokse luona luota lähes lähellä lähelle läheltä lähinnä lähtien läpi läsnä
    mahdollisimman matkan meneillään melkein melko miksi milloin milloinkaan millään minne minnekään missään
    missä mistä
    mistään miten mitenkään mieluiten mieluummin molemmin muitta mukaan mukaisesti mukana muka muten muuallakin
    muualla
    muualle muualta muuten muutenkin muutoin myös myöskin myöskään myöhemmin myötä määrin nimeltä nimittäin noin
    nojalla
    nopsaan nykyisin nykyään nyt nytkin näin näköjään ohella ohi ohitse oikein oikeastaan olan ollenkaan olleen omin
    osaksi osalta osittain osin paikoin paikoillaan paitsi paljon parhaillaan peräisin perille perillä perin
    perusteella
    perässä perästä pian pikemminkin pikkuisen pitkin pitkään poikki pois poispäin poissa puhki puitteissa puolesta
    päin päinvastoin päittäin päässä päästä päälle päällä päältä pääosin pääasiassa pääsääntöisesti rinnalla rinnalle
    riippuen riippumatta ruokana saakka saati samaan samalla samoin samoten sangen sekä seassa selvästikin
    sentään seuraavaksi
    sieltä siellä siihen siinä siis siitä sijaan sijasta siksi sillä silloin silloinkin silti sinne sisällä
    sisälle sisältä
    sisään sitenkin siten sitten sittemmin sittenkin suhteen suin suoraan suunnilleen sivussa sikäli siltä taas taasen
    takaa takaisin takana taka taannoin tahallaan tahtomattaan tai taikka tarpeeksi tavallaan tavattoman tokko
    tonne toisinaan
    toisin toissapäivänä toistaiseksi tuolla tuolloin tuolta tuonne tuossa tuosta turhaan tähän tällöin täten
    täynnä täysin täällä täältä tänne tänään tässä tästä ulkona ulkoa ulos useammin useimmiten usein vaan vaikka
    vailla vain
    vapaasti varalla varalta varhain varmaan varmaankin varmasti varsin varsinkaan varsinkin varta vasta vastaan
    vastaavasti
    vasten vastakkain vastikään verran vielä vieläkin vieläkään vieressä viereen vihdoin viimein viimeisin viimeistään
    viimeksi viipymättä voimassa voimaan vuoksi vuorostaan vähiten vähintään väliin välillä välissä välistä
    väkisin välttämättä
    väärin yhdessä yhtäkkiä yhtään yhä yleensä yli yllä ylle yltä ylen ylös yläpuolella ympäri ympärillä
    ympärille yksin
    äkkiä äsken äskettäin ääressä
    """.split()
)
