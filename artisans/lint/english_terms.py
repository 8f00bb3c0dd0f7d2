"""Words and phrases by rule, one a line. `a/b` stands for either word, a star for any ending."""

from artisans.lint.findings import Rule

TERMS: dict[Rule, str] = {
    Rule.HISTORY: """
        traffick* | trafficer* | brothel* | prostitut* | sex work* | sex trade | sex industry | sex slave* |
        sexual* | red light | redlight | pimp | pimps | pimped | madam who | call girl* | dance bar* | bar dancer* |
        massage parlour* | massage parlor* | karaoke bar* | ktv | escort service* | strip club* |
        i/she/we/girls/women/who was/were/am/been sold | had been sold | have been sold | being sold into/off |
        sold into | sold off to | sold to/by a/the man/men/brothel/agent/broker/stranger/pimp | sold by my/her/his |
        sold as a/slaves | sold for sex | women/girls sold | bought and sold | rape | raped | rapist* | raping |
        molest* | assault* | harass* | abuse | abused | abuser* | abusive | abusing | violence | violent |
        violated | beat me/her/us | beaten up | got beaten | beatings | i/she/we/he was/were/am beaten |
        beaten by a/the/my/her/him/men | hit me/her | tortur* | slave | slaves | slavery | enslav* |
        bonded labour* | bonded labor* | debt bondage | bondage | forced to/into/labour/labor/marriage/work |
        force me/her/us | against my/her will | captive | captivity | captor* | locked me/her/us |
        i/she/we was/were locked | kidnap* | abduct* | lured | tricked | deceived | duped | exploit | exploited |
        exploitation | exploiting | exploitative | survivor* | victim | victims | victimi* | escape from | escaped |
        escaping | ran/run/running away | fled | runaway | dark past | painful past | difficult past |
        troubled past | her/my past | past life | former life | ordeal* | nightmare | horror* | suffer | suffered |
        suffering | perpetrator* | the raid | a raid | raids | police | court | courts | testif* | lawsuit |
        arrested | jail | prison | crime | criminal | gang | smuggl* | broker | agent sold | child marriage |
        dowry | devadasi | jogini | mail order bride | cyber sex | cybersex | webcam | pornograph* | porn |
        scam compound* | begging | beggar | homeless | street walker* | domestic servitude | servitude | ransom |
        threatened | threat | threats | stalked | stalker* | stalking | revenge | honour killing | honor killing |
        acid attack | burned me/her | not allowed to leave | never allowed out/outside | never let out | men paid/pay |
        paid for girls/women | paying for girls/women | against my/her/our wish/wishes | against our will |
        get/got/getting/came out of the/that trade/life/business/line |
        took my/her/our passport* | took away my/her/our passport*/papers/phone
    """,
    Rule.RESCUE: """
        rescue | rescued | rescuer* | rescues | rescuing | saved me/us/him/women/girls |
        saved her/my/their life/lives/from | saved by | i/she/we was/were saved |
        save women/girls/her/me/lives/them | saving women/girls/lives | saviour* | savior* | freed | set free |
        set me/her/them free | freedom from | free from fear/pain/him/them/men | liberat* | her/my/their new life |
        start/started/begin/began/build/built/building a new life | second chance | new beginning | fresh start |
        gave/given/give/gives me/her/them hope/life/dignity/back | gave/gives/give me/her/them/us a new |
        restor* her/my dignity/life/hope | restored dignity | redeem* | redemption | rehabilit* | reintegrat* |
        helpless | hopeless | voiceless | giving/gave/give voice | powerless |
        broken woman/women/life/lives/heart/girl/people/person/soul | was/were broken | fallen woman/women |
        poor woman | poor women | poor girl* | poverty | destitute | miserable | misery | pity | pitiful |
        unfortunate | less fortunate | underprivileged | marginali* | vulnerable | at risk | at-risk | needy |
        beneficiar* | hero | heroes | heroic | thanks to donors | donor* | charity | empower* | dignity back |
        safe now | now safe | safe at last | finally safe | owe/owes/owed my/her/our/their life/lives |
        hardship* | out of/from that/this darkness | out of the darkness |
        chang*/transform*/rebuil*/turn* a/her/my/their/our/his life/lives | heal* a/her/my/their/the heart/hearts/soul |
        pull*/took/brought/lift*/led/got/carried/dragged me/us/her/women/girls out of |
        pull*/took/brought/lift*/led/got/carried me/us/her/women/girls to safety | brought/came to safety
    """,
    Rule.HEALTH: """
        hiv | aids | std | sti | hepatitis | tuberculosis | tb | cancer | diabet* | malaria | epilep* | asthma |
        covid* | pregnan* | miscarr* | abortion* | aborted | depress* | anxiety | anxious | trauma* | ptsd |
        suicid* | self harm | mental health | mentally | psychiatr* | psycholog* | therap* | counsell* | counsel* |
        disab* | handicap* | illness* | ill | sick | sickness | disease* | infect* | hospital* | clinic | clinics |
        medicine | medicines | medication | medical | doctor* | nurse | surgery | operation on | injur* | wound |
        wounded | wounds | scars | scarred | deaf | blind | wheelchair | crippled | lame leg | addict* | alcohol* |
        drunk* | drugs | overdos* | nightmares | panic attack* | health | healthy | hysterectomy | menstru* |
        virgin* | fever | paralys* | chronic | bad dreams | cannot sleep | can't sleep | could not sleep |
        kidney/kidneys/liver/heart/lung/lungs failed/failure/disease/trouble/problem | lost a/my/her baby/pregnancy |
        heart attack* | stroke patient* | bleeding inside
    """,
    Rule.CASTE: """
        caste | castes | casteless | dalit* | brahmin* | brahman* | kshatriya* | vaishya* | shudra* | sudra* |
        harijan* | untouchab* | adivasi* | tribal | tribe | tribes | scheduled caste* | scheduled tribe* | obc |
        backward class* | upper class | lower class | bedia* | bediya* | nat community | kanjar* | banchhada* |
        banchara* | rajput* | santhal* | santal* | munda community | bhil | bhils | gond community | valmiki* |
        chamar* | namasudra* | denotified
    """,
    Rule.RELIGION: """
        hindu | hindus | hinduism | muslim* | moslem* | islam* | christian* | buddhis* | buddha | sikh* | jainism |
        jains | jain | catholic* | protestant* | evangel* | pentecost* | baptis* | baptiz* | church* | mosque* |
        temple* | pagoda* | gurdwara* | monastery | convent | monk | monks | nun | nuns | priest* | imam* | pastor |
        pastors | missionar* | god | gods | goddess* | allah | jesus | christ | krishna | shiva | lakshmi | durga |
        kali | ganesh* | saraswati | quran | koran | bible | gita | gospel | pray | prays | prayed | praying |
        prayer* | worship* | faith | religio* | convert to/from | converted to/from | ramadan | ramzan | eid |
        diwali | deepavali | holi festival | puja | pooja | navratri | christmas | easter | pchum ben | hijab |
        burqa | cham muslim* | namaz | halal | baptism | spirit house
    """,
    Rule.LINK: """
        whatsapp | whats app | telegram | instagram | facebook | tiktok | youtube | wechat | snapchat | linkedin
    """,
    Rule.COORDINATES: "latitude | longitude | gps | map pin | google maps | plus code",
    Rule.RELATIVE: """
        mother | mothers | mum | mom | mummy | mommy | mama | amma | father | fathers | dad | daddy | papa |
        parent | parents | sister | sisters | brother | brothers | sibling* | husband | husbands | wife | wives |
        spouse | son | sons | daughter | daughters | uncle* | aunt | aunts | auntie* | aunty | cousin* | niece* |
        nephew* | grandmother* | grandma | granny | grandfather* | grandpa | grandparent* | grandson* |
        granddaughter* | grandchild* | in laws | in-law | in-laws | mother-in-law | sister-in-law | stepmother |
        stepfather | stepsister | stepbrother | widow* | divorc* | married | marry | marriage | wedded | fiance* |
        boyfriend | girlfriend | orphan* | twin sister* | twins | my/her/his/our/their family | family member* |
        my/her/our relatives | relatives | single mother*
    """,
    Rule.CHILD: """
        child | children | childhood | kid | kids | baby | babies | infant* | toddler* | teen | teens | teenage* |
        adolescen* | underage* | under-age* | youngster* | girl | girls | boy | boys | girlhood | schoolgirl* |
        schoolboy* | school-age | at school | in school | left school | to school | school days | dropped out |
        i/she was/were/am/is young/little/small | was very/so/still/too young/little/small | at a young age |
        early age | young age | born into |
        was/were born | born in/on/at | grew up | growing up | minor girl* | was/were/am/is/as a minor |
        newborn* | little ones | left/until/till/passed/completed/finished/in/after class/grade/standard
        one/two/three/four/five/six/seven/eight/nine/ten
    """,
    Rule.AGE: """
        my/her age | years of age | teenager* | middle aged | middle-aged | elderly | birthday* | date of birth |
        in my/her teens/twenties/thirties/forties/fifties/sixties | age of | years old | year old | year-old |
        yrs old
    """,
    Rule.DATE: "january | february | april | june | july | august | september | october | november | december",
    Rule.EMPLOYER: """
        factory | factories | my/her employer | employer | employers | my/her boss | housemaid* | domestic worker* |
        maid | maids | ngo | ngos | pvt | ltd | rich/wealthy household*/family/families/house/houses/home/homes/people |
        cleaned/cleaning/washed floors/houses/homes/dishes for
    """,
    Rule.SHELTER: """
        shelter | shelters | shelter home* | safe house* | safehouse* | safe home* | care home* | halfway house* |
        hostel* | orphanage* | remand home* | transit home* | protective home* | protection home* | aftercare |
        after-care | ashram* | night shelter* | refuge | drop-in centre | drop-in center | crisis centre |
        crisis center | international justice mission | ijm | afesip | apne aap | sanlaap | prerana | maiti nepal |
        chab dai | destiny rescue | hagar | freeset | prajwala | sanved | rahab | one stop centre | swadhar* |
        ujjawala | girls/girl's/women's/boys/boy's/children's home* | home for women/girls/boys/children
    """,
}

# Words of the craft that would otherwise be taken for something else.
CRAFT_PHRASES = (
    "mother of pearl | mother-of-pearl | mother tongue | kid leather | kid glove* | kidskin | baby blue | baby pink | "
    "beaten brass/silver/copper/gold/metal/bronze/bark/iron | beaten and/into shape/flat | temple border* | "
    "temple motif* | "
    "temple pattern* | temple design* | temple jewellery | blind stitch* | blind hem* | blind seam* | "
    "wound on/onto/around/round/into/by | is/are/be/yarn/thread wound | twin needle* | twin loom* | "
    "sister piece* | broken twill | broken stripe* | broken thread* | "
    "steam/air/heat/smoke/water/dye/wax/thread/threads/colour/light escaping/escaped/escapes | healthy plant* | "
    "healthy leaf | healthy leaves | healthy cocoon* | healthy silkworm* | healthy indigo | healthy vat | "
    "fibre*/fiber*/thread/threads/strand*/seed/seeds/wax/casting is/are/was/were freed | "
    "freed from the/its bark/stem/husk/wood/mould/wax/pulp/shell/gum | virgin wool/brass/copper/silver | ill fitting | "
    "poor light/quality/fit/weather | marriage/marry of/the colours/colour/two/threads | "
    "cloth/colour/colours/dye/thread/threads/fibre would/will/may suffer | "
    "cloth/colour/colours/dye/thread/threads/fibre suffers/suffered | blind tool*/emboss*/stamp* | "
    "court shoe* | mother block* | mother vat* | mother liquor | a pity to | second chance as | temple flower* | "
    "rescue/rescued/rescuing scraps/offcuts/rags/remnants | rescue/rescued/rescuing old saris/cloth/rags/fabric | "
    "seam/seams/edge/edges/corner/corners is/are vulnerable | wound yarn/thread | scarred wood/bark | "
    "madhubani/kutch/kachchh painting*/mirror/embroider*/style/art/work | "
    "children's/baby/kids clothes/quilt/quilts/blanket/blankets/frocks/bonnet*/shoes/bibs | doll's/dolls' house"
)
