"""Frequent surnames, for where a title alone does not tell: "ms khan", "miss jones" in small letters."""

FREQUENT = """
    smith jones williams taylor davies evans thomas johnson roberts walker wright robinson thompson hughes
    edwards lewis jackson turner harris clarke clark morris harrison morgan allen scott watson bennett
    cooper
    richardson anderson phillips murphy kelly simpson marshall collins wilson martin mitchell campbell
    stewart
    robertson macdonald mcdonald murray reid ross sullivan walsh byrne ryan doyle kennedy lynch
    gallagher doherty
    khan ahmed ali hussain hussein begum bibi khatun akhtar malik iqbal mahmood mohamed mohammed
    muhammad hassan
    hasan rahman islam uddin chowdhury choudhury miah siddiqui sheikh shah mirza qureshi aziz karim
    hamid saleh
    ibrahim abdi farah osman yusuf omar warsame abdullah abdul patel singh kaur sharma gill sandhu
    dhillon sidhu
    gupta kumar mehta desai joshi reddy rao nair menon iyer banerjee mukherjee chatterjee das ghosh bose
    kapoor khanna chopra verma agarwal jain parmar chauhan mistry thakur rajan krishnan fernando perera
    silva
    okafor okeke adeyemi adebayo ogunleye balogun eze nwosu obi okoro chukwu afolabi bello musa danjuma
    mensah
    owusu boateng asante osei appiah agyeman addo kamara koroma sesay conteh bangura jallow ndiaye
    diallo moyo
    ncube dube sibanda mutasa banda phiri mwangi kamau otieno njoroge wanjiru tesfaye haile bekele
    nguyen tran
    pham hoang wong chan cheung leung lam chen zhang wang huang zhao zhou kim park choi tanaka suzuki santos
    reyes cruz garcia bautista ramos mendoza fernandez rodriguez martinez lopez gonzalez perez sanchez
    ramirez
    ferreira pereira oliveira sousa souza almeida carvalho gomes rodrigues rossi russo romano bianchi
    kowalski
    kowalska nowak wisniewski wisniewska wojcik kaminski lewandowski zielinski popescu ionescu popa
    georgescu
    ivanov ivanova petrov dimitrov horvath nagy novak kovacs schmidt muller schneider fischer weber
    cohen levy
    yilmaz demir kaya celik ozturk aydin papadopoulos georgiou christou ioannou charalambous brown green
    baker
    campbell graham hamilton gordon fraser ferguson duncan mckenzie mclean obrien o'brien o'connor o'neill
    bailey carter parker barnes fisher fletcher foster gibson griffiths howard hudson jenkins kemp
    lawrence lloyd
    matthews owens palmer pearson perkins powell price rogers russell shaw spencer stevens sutton tucker
    wallace
    warner watkins webster wells wheeler wilkinson pereira joseph francis charles baptiste st-clair
"""
SURNAMES = frozenset(FREQUENT.split())
