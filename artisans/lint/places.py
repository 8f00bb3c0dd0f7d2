"""Names of places, as the lint knows them: states and provinces, and what lies below them.

India: states and union territories, districts and larger towns (Census of India district list, later renamings).
Cambodia: provinces, districts, towns and quarters (list of the National Committee for Sub-National Democratic
Development). Spellings vary; common variants stand beside each other. Unknown names are caught by their position
in the sentence instead (`english.py`).
"""


def read_names(block: str) -> frozenset[str]:
    """The names of one of the lists, parted by commas."""
    return frozenset(" ".join(name.split()) for name in block.split(",") if name.strip())


def read_words(block: str) -> frozenset[str]:
    """The words of one of the lists, parted by blanks."""
    return frozenset(block.split())


INDIAN_STATES = """
andaman, andhra pradesh, arunachal, arunachal pradesh, assam, bengal, bihar, chandigarh, chattisgarh, chhattisgarh,
dadra, daman, delhi, goa, gujarat, haryana, himachal, himachal pradesh, jammu, jharkhand, karnataka, kashmir, kerala,
ladakh, lakshadweep, madhya pradesh, maharashtra, manipur, meghalaya, mizoram, nagaland, new delhi, nicobar, odisha,
orissa, pondicherry, puducherry, punjab, rajasthan, sikkim, tamil nadu, tamilnadu, telangana, tripura, uttar pradesh,
uttarakhand, uttaranchal, west bengal
"""

CAMBODIAN_PROVINCES = """
banteay meanchey, battambang, battambong, kampong cham, kampong chhnang, kampong speu, kampong thom, kampot, kandal,
kep, koh kong, kracheh, kratie, mondul kiri, mondulkiri, oddar meanchey, otdar meanchey, pailin, phnom penh, preah
sihanouk, preah vihear, prey veng, pursat, ratanak kiri, ratanakiri, siem reap, siemreap, sihanoukville, stung treng,
svay rieng, takeo, tbong khmum, tboung khmum
"""

INDIAN_PLACES = """
24 parganas, adilabad, agartala, agra, ahmedabad, ahmednagar, aizawl, ajmer, akola, alappuzha, alibaug, aligarh,
alipurduar, alirajpur, allahabad, alleppey, almora, alwar, ambala, ambedkar nagar, amethi, amravati, amreli, amritsar,
amroha, anantapur, anantnag, andheri, angul, anuppur, araria, ariyalur, arrah, arwal, asansol, ashok nagar, auraiya,
aurangabad, ayodhya, azamgarh, badaun, bagalkot, bageshwar, baghpat, bagru, bahraich, baksa, balaghat, balangir,
balasore, baleswar, ballari, ballia, balrampur, banaras, banaskantha, bandipora, bangalore, banka, bankura, banswara,
barabanki, baramulla, baran, barasat, bardhaman, bareilly, bargarh, barmer, barnala, baroda, barpeta, barrackpore,
baruipur, basirhat, bastar, basti, bathinda, beawar, beed, begusarai, behala, belagavi, belgaum, bellary, bemetara,
benares, bengaluru, berhampore, berhampur, bettiah, betul, bhadohi, bhadrak, bhagalpur, bhandara, bharatpur, bharuch,
bhavnagar, bhilai, bhilwara, bhind, bhiwandi, bhiwani, bhojpur, bhopal, bhubaneswar, bhuj, bidar, bidhannagar,
bijapur, bijnor, bikaner, bilaspur, birbhum, bishnupur, bodh gaya, bokaro, bolpur, bombay, bongaigaon, bongaon, botad,
boudh, budaun, budgam, budhwar peth, bulandshahr, buldhana, bundi, burdwan, burhanpur, burhwan, buxar, byculla,
cachar, calcutta, calicut, canning, chamba, chamoli, champaran, champawat, chamrajanagar, chandauli, chandel,
chandrapur, charaideo, charkhi dadri, chatra, chengalpattu, chennai, chhapra, chhatarpur, chhindwara, chikkaballapur,
chikkamagaluru, chikmagalur, chirang, chitradurga, chitrakoot, chittoor, chittorgarh, churachandpur, churu, cochin,
coimbatore, cooch behar, coorg, cuddalore, cuddapah, cuttack, dahod, dantewada, darbhanga, darjeeling, darrang, datia,
dausa, davanagere, dehradun, deogarh, deoghar, deoria, devbhumi dwarka, dewas, dhalai, dhamtari, dhanbad, dhar,
dharamshala, dharavi, dharmapuri, dharwad, dhemaji, dhenkanal, dholpur, dhubri, dhule, diamond harbour, dibang,
dibrugarh, dimapur, dindigul, dindori, diu, doda, domjur, dum dum, dumka, dungarpur, durg, durgapur, dwarka, east
godavari, east khasi hills, ernakulam, erode, etah, etawah, faizabad, falakata, faridabad, faridkot, farrukhabad,
fatehabad, fatehgarh sahib, fatehpur, fazilka, firozabad, firozpur, gadag, gadchiroli, gajapati, ganderbal,
gandhinagar, ganganagar, gangtok, ganjam, garhwa, garia, gariaband, garo hills, gaya, gb road, ghaziabad, ghazipur,
giridih, goalpara, godda, golaghat, gomati, gonda, gondia, gopalganj, gorakhpur, gulbarga, gumla, guna, guntur,
gurdaspur, gurgaon, gurugram, guwahati, gwalior, hailakandi, haldia, haldwani, hamirpur, hanumangarh, hapur, harda,
hardoi, haridwar, hassan, hathras, haveri, hazaribagh, hingoli, hisar, hooghly, hoshangabad, hoshiarpur, hospet,
hosur, howrah, hubballi, hubli, hyderabad, idukki, imphal, indore, itanagar, jabalpur, jagatsinghpur, jagdalpur,
jagtial, jaipur, jaisalmer, jajpur, jalandhar, jalaun, jalgaon, jalna, jalore, jalpaiguri, jamnagar, jamshedpur,
jamtara, jamui, jangaon, janjgir, jashpur, jaunpur, jehanabad, jhabua, jhajjar, jhalawar, jhansi, jhargram,
jharsuguda, jhunjhunu, jind, jodhpur, jorhat, junagadh, kachchh, kadapa, kaimur, kaithal, kakdwip, kakinada,
kalaburagi, kalahandi, kalighat, kalimpong, kalyan, kamareddy, kamathipura, kamrup, kancheepuram, kanchipuram,
kandhamal, kangpokpi, kangra, kanker, kannauj, kanniyakumari, kannur, kanpur, kanyakumari, kapurthala, karaikal,
karauli, karbi anglong, kargil, karimganj, karimnagar, karnal, karur, kasaragod, kasganj, kathua, katihar, katni,
kaushambi, kawardha, kendrapara, keonjhar, khagaria, khammam, khandwa, khargone, kheda, kheri, khidirpur, khordha,
khunti, khurda, kinnaur, kishanganj, kishtwar, kochi, kodagu, koderma, kohima, kokrajhar, kolar, kolasib, kolhapur,
kolkata, kollam, kondagaon, koppal, koraput, korba, koriya, kota, kothagudem, kottayam, kozhikode, krishnagiri,
krishnanagar, kulgam, kullu, kupwara, kurnool, kurukshetra, kurung kumey, kushinagar, kutch, lahaul, lakhimpur,
lakhisarai, lalitpur, latehar, latur, lawngtlai, leh, lohardaga, lohit, longleng, lucknow, ludhiana, lunglei,
machilipatnam, madhepura, madhubani, madikeri, madras, madurai, mahabubabad, mahabubnagar, maharajganj, mahasamund,
mahendragarh, mahisagar, mahoba, mainpuri, majuli, malappuram, malda, malkangiri, manali, mancherial, mandi, mandla,
mandsaur, mandya, mangalore, mangaluru, mansa, mathura, mayiladuthurai, mayurbhanj, medak, medinipur, meerut, mehsana,
mewat, midnapore, mirzapur, moga, mokokchung, moradabad, morbi, morena, morigaon, muktsar, mumbai, munger,
murshidabad, muzaffarnagar, muzaffarpur, mysore, mysuru, nabarangpur, nadia, nagaon, nagapattinam, nagarkurnool,
nagaur, nagpur, nainital, nalanda, nalbari, nalgonda, namakkal, namchi, nanded, nandurbar, narayanpur, narmada,
narsinghpur, nashik, nasik, navi mumbai, navsari, nawada, nayagarh, neemuch, nellore, nilgiris, nirmal, niwari,
nizamabad, noida, noney, nuapada, nuh, ooty, osmanabad, pakur, palakkad, palamu, palanpur, palghar, palwal, panaji,
panchkula, panchmahal, pandharpur, panipat, panna, papum pare, parbhani, park street, pathanamthitta, pathankot,
patiala, patna, pauri garhwal, peddapalli, perambalur, phek, pilibhit, pimpri, pithoragarh, poona, poonch, porbandar,
port blair, prakasam, pratapgarh, prayagraj, pudukkottai, pulwama, pune, purba medinipur, purnia, purulia, raebareli,
raichur, raigad, raigarh, raipur, raisen, rajahmundry, rajgarh, rajkot, rajnandgaon, rajouri, rajsamand, ramanagara,
ramanathapuram, ramban, ramgarh, rampur, ranaghat, ranchi, ranga reddy, ranipet, ratlam, ratnagiri, rayagada, reasi,
rewa, rewari, ri bhoi, rishikesh, rohtak, rohtas, rudraprayag, rupnagar, sabarkantha, sagar island, saharanpur,
saharsa, sahibganj, saiha, salem, salt lake, samastipur, samba, sambalpur, sambhal, sangareddy, sangli, sangrur, sant
kabir nagar, santiniketan, saraikela, saran, sasaram, satara, satna, sealdah, secunderabad, sehore, senapati, seoni,
serchhip, shahdol, shahjahanpur, shajapur, shamli, shantiniketan, sheikhpura, sheohar, sheopur, shillong, shimla,
shimoga, shivamogga, shivpuri, shopian, shravasti, siddharthnagar, siddipet, sidhi, sikar, silchar, siliguri, simdega,
sindhudurg, singhbhum, singrauli, siphahijala, sircilla, sirmaur, sirohi, sirsa, sitamarhi, sitapur, sivaganga,
sivasagar, siwan, solan, solapur, sonagachi, sonbhadra, sonepat, sonipat, sonitpur, srikakulam, srinagar, sultanpur,
sundarbans, sundargarh, sunderbans, supaul, surajpur, surat, surendranagar, surguja, suryapet, tamenglong, tamluk,
tapi, tarn taran, tawang, tehri garhwal, tenkasi, thane, thanjavur, theni, thiruvallur, thiruvananthapuram,
thiruvarur, thoothukudi, thoubal, thrissur, tikamgarh, tinsukia, tirap, tiruchirappalli, tirunelveli, tirupati,
tirupattur, tiruppur, tirupur, tiruvannamalai, tollygunge, tonk, trichy, trivandrum, tuensang, tumakuru, tumkur,
tuticorin, udaipur, udalguri, udham singh nagar, udhampur, udupi, ujjain, ukhrul, uluberia, umaria, unakoti, unnao,
uttara kannada, uttarkashi, vadodara, vaishali, valsad, varanasi, vellore, vidisha, vijayapura, vijayawada, vikarabad,
villupuram, viluppuram, virudhunagar, visakhapatnam, vizag, vizianagaram, vrindavan, wanaparthy, warangal, wardha,
washim, wayanad, wokha, yadadri, yadgir, yamunanagar, yavatmal, zunheboto
"""

CAMBODIAN_PLACES = """
angkor, angkor wat, bakan, banlung, baray, basedth, bavet, boeng keng kang, boeung keng kang, borei cholsar, botum
sakor, chamkar leu, chamkar mon, chbar ampov, chbar mon, chhuk, choam khsant, chraoy chongvar, chrouy changvar,
dangkao, dangkor, daun keo, daun penh, kampong leaeng, kampong leng, kampong rou, kampong seila, kampong som, kampong
svay, kampong trabek, kampong trach, kampong tralach, kandieng, kang meas, kaoh andaet, khemarak phoumin, khsach
kandal, kien svay, kirivong, koas krala, koh thum, krakor, kralanh, leuk daek, lvea aem, mean chey, memot, moung
ruessei, mukh kampul, neak loeung, o chrov, odongk, ou ya dav, oudong, oudongk, pea reang, peam ro, phnom kravanh,
phnom srok, phnom sruoch, poipet, ponhea kraek, ponhea lueu, prampi makara, prasat bakong, prasat sambour, preah netr
preah, prek leap, prek pnov, prey chhor, prey kabbas, prey nob, puok, rovieng, russei keo, russey keo, samraong,
samrong tong, sangkae, sen monorom, sen sok, serei saophoan, serey sophorn, sisophon, snuol, soutr nikom, srei snam,
srey santhor, stoung, stueng hav, stung meanchey, suong, svay antor, svay chek, svay chrum, svay leu, svay pak, ta
khmau, takhmau, tbaeng meanchey, thala barivat, thma koul, thpong, tonle bati, tonle sap, toul kork, toul kouk, tram
kak, treang, tuol kouk, tuol sleng, varin, veal veng, vun sai
"""

# Names that are also everyday words or first names: a place only with a capital inside a sentence.
ALSO_WORDS = read_words(
    """
    andaman angkor bagru bakan banka baran basti bundi canning chamba chhuk dadra daman dhar diu gaya goa guna hassan
    kalyan kandal kargil kep kheda kota leh mandi mansa moga nadia nirmal panna phek puok rewa salem samba sambhal
    saran satara snuol stoung suong surat tapi tirap tonk treang varin
    """
)

# What may follow a preposition with a capital and still give nobody away.
HARMLESS_NAMES = read_words(
    """
    africa african ajrakh america american asia asian australia australian bandhani bangla bangladesh batik bengali
    britain british cambodia cambodian chikan chikankari china chinese dabu dhokra england english europe european
    france french friday german germany gujarati hindi hol i ikat india indian indigo jamdani japan japanese juki jute
    kalamkari kannada kantha khadi khmer kilim krama macrame marathi monday nepal nepali odia patola phulkari pidan
    banarasi chanderi maheshwari baluchari sambalpuri bomkai paithani kanjivaram kanjeevaram kasuti sujani toda lambani
    pashmina tussar muga eri zardozi gota leheriya durrie jacquard mashru gamcha sarong
    punjabi rattan sampot sanskrit saree sari sashiko saturday shibori singer sunday t-shirt tamil telugu thai
    thailand thursday tuesday urdu usd vietnam vietnamese warli wednesday zari
    """
)

STATES = read_names(INDIAN_STATES) | read_names(CAMBODIAN_PROVINCES)
PLACES = read_names(INDIAN_PLACES) | read_names(CAMBODIAN_PLACES)
