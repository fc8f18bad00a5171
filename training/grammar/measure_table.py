"""The measures, one a line.

key | kinds of report | owners it suits | unit, counted noun, least, most | wordings (+ plural, "the " needs an article) |
verbs (past/base, ~ where the figure stands) | further questions ({o} owner, {p} period)

Kinds: C city, N national statistics, B central bank, F company, H health, E energy, T transport, S schools, A farming.
"""
# ruff: noqa: E501

TABLE = """
revenue | F | o | money 4e7 6e10 | revenue; turnover; sales+; takings+; revenues+ | took in/take in ~; earned/earn ~ from customers | How much money did {o} bring in {p}?
operating profit | F | o | money 5e6 8e9 | operating profit; profit from operations; the operating result; earnings before interest and tax+ | | How much did {o} earn from its operations {p}?
net profit | F | o | money 4e6 6e9 | net profit; profit after tax; the bottom line; net income; net earnings+ | | How much was left for {o} after tax {p}?
operating margin | F | o | pct 3 38 | the operating margin; the margin on sales; the profit margin; the return on sales | |
orders | F | o | money 3e7 3e10 | order intake; new orders+; orders received+; bookings+ | booked/book orders of ~; took/take orders worth ~ |
order backlog | F | o | money 6e7 5e10 | the order backlog; the order book; unfilled orders+; work still to be delivered | |
staff | F H S T | o | count people 120 2.4e5 | the workforce; the headcount; staff numbers+; the number of employees; the payroll | employed/employ ~ | How many people worked for {o} {p}?; What was the size of {o}'s workforce {p}?; How many staff did {o} have {p}?
job cuts | F B | o | count jobs 40 2e4 | job cuts+; the number of posts cut; redundancies+; layoffs+ | cut/cut ~; shed/shed ~; axed/axe ~ | How many people were laid off at {o} {p}?; How many workers lost their jobs at {o} {p}?
research spending | F S | o | money 2e6 4e9 | research spending; spending on research; outlay on research and development; the research budget | spent/spend ~ on research; put/put ~ into research | How much went into research at {o} {p}?
capital spending | F E T | o | money 6e6 9e9 | capital expenditure; capital spending; investment in plant and equipment; capex | invested/invest ~ in plant |
net debt | F E T | o | money 2e7 2e10 | net debt; borrowings less cash+; the net debt position | | How much did {o} owe net of cash {p}?
free cash flow | F | o | money 3e6 5e9 | free cash flow; cash left after investment; the free cash generated | | How much free cash did {o} generate {p}?
vehicles made | F | o | count vehicles 7e3 3.5e6 | vehicle output; vehicle production; the number of vehicles made; output of vehicles | made/make ~; built/build ~; turned out/turn out ~; produced/produce ~; assembled/assemble ~ | How many vehicles rolled off {o}'s lines {p}?
vehicles sold | F | o | count vehicles 7e3 3.5e6 | vehicle sales+; deliveries of vehicles+; the number of vehicles sold | sold/sell ~; delivered/deliver ~ to customers; handed over/hand over ~ | How many vehicles did {o}'s customers buy {p}?
appliances shipped | F | o | count appliances 9e3 9e6 | appliance shipments+; shipments of appliances+; the number of appliances shipped | shipped/ship ~; dispatched/dispatch ~ |
shops | F | o | count shops 12 4e3 | the number of shops; the store network; outlets+; the shop count | ran/run ~; operated/operate ~ | How many outlets did {o} have {p}?; How many stores did {o} run {p}?
subscribers | F | o | count subscribers 2e4 4e7 | subscriber numbers+; the subscriber base; the number of paying users; subscriptions+ | had/have ~; served/serve ~ | How many paying customers did {o} have {p}?
steel made | F N | ob | qty tonnes 2e5 4e7 | steel output; crude steel production; the tonnage of steel made | made/make ~ of steel; poured/pour ~ of steel; produced/produce ~ of steel | How much steel did {o} turn out {p}?
cement made | F N | op | qty tonnes 8e4 3e7 | cement output; cement production; the amount of cement made | made/make ~ of cement; produced/produce ~ of cement |
customer complaints | F T | o | count complaints 40 9e4 | complaints from customers+; customer complaints+; the number of complaints | received/receive ~; logged/log ~ | How often did customers complain to {o} {p}?
average selling price | F | o | money 40 9e4 | the average selling price; the mean price per unit; the typical price charged | | How much did {o} charge on average {p}?
gdp | N B | p | money 4e9 3e12 | gross domestic product; GDP; economic output; the value of the economy | | How big was the economy of {o} {p}?
economic growth | N B | p | pct 0.2 9 | economic growth; GDP growth; growth of the economy; the expansion of the economy | | How fast did the economy of {o} grow {p}?; How much did {o}'s economy expand {p}?
unemployment rate | N C B | p | pct 2 19 | the unemployment rate; the jobless rate; unemployment; the share of the labour force out of work | | How high was joblessness in {o} {p}?; What share of workers in {o} had no job {p}?
employment rate | N C | p | pct 48 82 | the employment rate; the share of adults in work; the share of working-age people with a job | | What proportion of adults in {o} had a job {p}?
unemployed | N C | p | count people 900 4e6 | the number of unemployed; the number of people out of work; the jobless total; the unemployment count | | How many people were out of work in {o} {p}?; How many had no job in {o} {p}?
jobs | N C | ps | count jobs 900 3e7 | employment; the number of jobs; the number of people in work; total jobs+ | | How many people had work in {o} {p}?; How many jobs were there in {o} {p}?
vacancies | N C H | pso | count vacancies 60 9e5 | vacancies+; unfilled posts+; job openings+; the number of open posts | | How many posts stood open in {o} {p}?
inflation | N B | p | pct 0.3 14 | inflation; the inflation rate; consumer price inflation; the rise in consumer prices; the rate of price increases | | How fast did prices rise in {o} {p}?; How much dearer did consumer goods become in {o} {p}?
food inflation | N B | p | pct 0.4 22 | food price inflation; food inflation; the rise in food prices; the rate of price increases for food | | How fast did food get dearer in {o} {p}?
producer prices | N B | ps | index 88 160 | the producer price index; the index of factory gate prices; the index of producer prices | |
exports | N B | ps | money 2e8 6e11 | exports+; goods sold abroad+; sales abroad+; export earnings+ | exported/export goods worth ~; shipped/ship ~ of goods abroad | How much did {o} sell to other countries {p}?
imports | N B | ps | money 2e8 6e11 | imports+; goods bought from abroad+; purchases from abroad+; the import bill | imported/import goods worth ~; bought/buy ~ of goods from abroad |
trade deficit | N B | p | money 1e8 6e10 | the trade deficit; the trade gap; the shortfall in trade; the excess of goods bought abroad over those sold | |
budget deficit | N B | p | money 1e8 8e10 | the budget deficit; the fiscal deficit; the government shortfall; government borrowing | | How much did the government of {o} overspend {p}?
public debt | N B | p | money 2e9 2e12 | public debt; government debt; the national debt; the debt of the state | | How much did the state of {o} owe {p}?
tax revenue | N C | p | money 2e7 5e11 | tax revenue; tax receipts+; the tax take; income from taxes | collected/collect ~ in taxes; raised/raise ~ in taxes | How much tax was gathered in {o} {p}?
industrial output | N C | ps | money 4e7 8e11 | industrial output; factory output; industrial production; the value of goods made in factories | |
retail sales | N C | p | money 3e7 5e11 | retail sales+; shop sales+; spending in shops; the turnover of retailers; retail trade | | How much did shoppers spend in {o} {p}?
average wage | N C | ps | money 400 9e4 | the average wage; mean pay; average earnings+; the typical pay packet | | How much did workers earn on average in {o} {p}?
household income | N C | p | money 9e3 1.2e5 | household income; the income of households; family income | |
population | N C | p | count people 9e3 7e7 | the population; the number of residents; the number of inhabitants; the resident population | | How many people lived in {o} {p}?
births | N C H | p | count births 90 6e5 | births+; the number of babies born; live births+; newborns+ | recorded/record ~; registered/register ~ | How many children were born in {o} {p}?
deaths | N H | p | count deaths 60 6e5 | deaths+; the number of people who died; the death toll; fatalities+ | recorded/record ~; registered/register ~ | How many people died in {o} {p}?
poverty rate | N C | p | pct 3 34 | the poverty rate; the share of people living in poverty; the proportion of poor people | | What proportion of people in {o} were poor {p}?
net migration | N | p | count people 300 6e5 | net migration; the net inflow of people; arrivals less departures+ | |
visitors | N C | p | count visitors 4e3 4e7 | visitor numbers+; tourist arrivals+; the number of visitors; tourism | welcomed/welcome ~; drew/draw ~; received/receive ~ | How many tourists came to {o} {p}?
hotel occupancy | N C | p | pct 38 94 | hotel occupancy; the share of hotel rooms taken; the room occupancy rate | | What share of hotel rooms were full in {o} {p}?
start-ups | N C | p | count firms 30 9e4 | business start-ups+; new firms+; the number of companies founded; company registrations+ | registered/register ~ for the first time | How many businesses were started in {o} {p}?
insolvencies | N B C | ps | count firms 8 2e4 | insolvencies+; bankruptcies+; company failures+; the number of firms that went bust | | How many companies went under in {o} {p}?
foreign investment | N C B | p | money 8e6 9e10 | foreign investment; investment from abroad; inward investment; money put in by foreign firms | attracted/attract ~ from foreign investors |
policy rate | B | p | pct 0.25 14 | the policy rate; the key interest rate; the benchmark rate; the official rate of interest | |
credit to firms | B | po | money 8e7 4e11 | lending to firms; business credit; loans to companies+; corporate lending | lent/lend ~ to companies | How much did companies borrow in {o} {p}?
mortgages | B | po | money 8e7 4e11 | mortgage lending; home loans+; loans for house purchase+; the stock of mortgages | lent/lend ~ to home buyers |
deposits | B | po | money 9e7 8e11 | deposits+; customer deposits+; money held in accounts; savings with banks+ | held/hold ~ in deposits |
bad loans | B | po | pct 0.6 17 | the bad loan ratio; the share of loans in arrears; the non-performing loan ratio; the proportion of loans not being repaid | |
capital ratio | B | o | pct 8 24 | the capital ratio; core capital relative to risk; the tier 1 ratio; the solvency ratio | |
reserves | B | p | money 4e8 6e11 | foreign exchange reserves+; currency reserves+; international reserves+; the stock of foreign currency | held/hold ~ in foreign currency |
remittances | B N | p | money 3e7 4e10 | remittances+; money sent home by migrants; transfers from workers abroad+ | |
house prices | B N C | p | money 6e4 9e5 | the average house price; the mean price of a home; the average price of homes| |
money supply growth | B | p | pct 0.5 18 | money supply growth; growth of broad money; the expansion of the money stock | |
card payments | B | po | count payments 2e6 4e9 | card payments+; transactions by card+; the number of purchases paid by card | |
homes built | C N | po | count homes 30 2e5 | homes completed+; housing completions+; new dwellings+; the number of homes finished | built/build ~; completed/complete ~; finished/finish ~ | How many dwellings went up in {o} {p}?
rent | C | p | money 300 3.4e3 | the average rent; the mean monthly rent; the typical rent | | How much did tenants pay on average in {o} {p}?
crimes | C N | p | count offences 90 4e5 | recorded crime; offences+; the number of crimes; crimes reported to the police+ | recorded/record ~ | How many crimes were reported in {o} {p}?
burglaries | C | p | count burglaries 12 9e3 | burglaries+; break-ins+; the number of homes broken into | recorded/record ~; had/have ~ | How many times were homes broken into in {o} {p}?
road deaths | C T N | p | count people 3 4e3 | road deaths+; deaths in traffic+; traffic fatalities+; the number of people killed on the roads | | How many people were killed on the roads of {o} {p}?
council spending | C | po | money 4e6 9e9 | spending; expenditure; outlay; total spending; budget outturn | spent/spend ~ | How much money went out at {o} {p}?
road spending | C | po | money 6e5 8e8 | spending on roads; road maintenance costs+; outlay on road repairs; the roads bill | spent/spend ~ on roads; put/put ~ into road repairs | How much did the roads cost {o} {p}?
recycling rate | C | po | pct 14 71 | the recycling rate; the share of waste recycled; the proportion of rubbish that is reused | | What share of its waste did {o} recycle {p}?
waste | C | po | qty tonnes 2e3 2e6 | household waste; the amount of rubbish collected; refuse; the tonnage of waste | collected/collect ~ of waste | How much rubbish did {o} gather {p}?
green space | C | p | qty hectares 30 9e3 | green space; the area of parks; parkland; the extent of green areas | |
bus trips | C T | po | count trips 9e4 4e8 | bus trips+; bus passenger journeys+; rides on buses+; bus ridership | | How many times were buses used in {o} {p}?
cycle paths | C T | p | qty km 12 1.8e3 | the cycle network; the length of cycle paths; bike lanes+ | |
library visits | C | po | count visits 9e3 6e6 | library visits+; visits to libraries+; library attendance; the footfall in libraries | |
rough sleepers | C | p | count people 6 2e3 | rough sleepers+; people sleeping on the streets+; the number of people without a roof | |
water use | C E | po | qty litres 90 260 | water use per person; daily water consumption per head; the water each person used a day | |
beds | H | po | count beds 40 4e4 | bed numbers+; hospital beds+; bed capacity; the number of beds | had/have ~; ran/run ~; staffed/staff ~ | How many beds were there at {o} {p}?
waiting list | H | po | count people 300 6e6 | the waiting list; the number of people waiting; the treatment backlog; patients waiting for treatment+ | | How many people were waiting for treatment at {o} {p}?; How long was {o}'s queue for treatment, in people, {p}?
waiting time | H | po | time days,weeks 4 190 | the average wait; the mean waiting time; the typical delay before treatment; the time patients waited | | How long did patients wait at {o} {p}?; How long did it take to be treated at {o} {p}?
emergency wait | H | po | time minutes 12 320 | the average emergency wait; the mean wait in the emergency department; the time to be seen in casualty | | How long did emergency patients wait at {o} {p}?
admissions | H | po | count admissions 200 3e6 | admissions+; hospital stays+; patients admitted+; the number of people taken in | admitted/admit ~ | How many patients were taken in at {o} {p}?
emergency visits | H | po | count visits 800 4e6 | emergency visits+; attendances in casualty+; emergency department attendances+ | handled/handle ~ to its emergency department | How many people came to casualty at {o} {p}?
operations | H | o | count operations 90 6e5 | operations+; surgical procedures+; the number of operations; surgery cases+ | performed/perform ~; carried out/carry out ~ | How many times did {o} operate {p}?
nurses | H | po | count nurses 30 2e5 | nurse numbers+; nursing staff; the number of nurses; nurses in post+ | employed/employ ~; had/have ~ | How many nurses worked at {o} {p}?
doctors | H | po | count doctors 9 6e4 | doctor numbers+; physicians+; the number of doctors; medical staff | employed/employ ~ |
vaccinations | H | po | count doses 2e3 3e7 | vaccinations+; doses given+; jabs given+; the number of shots administered | gave/give ~; administered/administer ~ | How many jabs were given at {o} {p}?
vaccine coverage | H | p | pct 38 98 | vaccine coverage; the vaccination rate; the share of children immunised; immunisation uptake | | What share of children had their jabs in {o} {p}?
infant mortality | H N | p | per 1,000_births 1.6 48 | infant mortality; the infant mortality rate; the rate at which babies died; the infant death rate | | At what rate did babies die in {o} {p}?
new infections | H | p | count cases 20 4e5 | new infections+; reported cases+; notified cases+; the number of people newly infected | reported/report ~; notified/notify ~ | How many people fell ill in {o} {p}?
infection rate | H | p | per 100,000_residents 3 900 | the infection rate; the incidence; cases relative to population+; the notification rate | |
smoking | H | p | pct 6 38 | the smoking rate; smoking prevalence; the share of adults who smoke; the proportion of smokers | | What share of adults in {o} smoked {p}?
obesity | H | p | pct 8 44 | the obesity rate; the share of adults who are obese; obesity prevalence | |
life expectancy | H N | p | time years 58 86 | life expectancy; the expected length of life; life expectancy at birth; the average lifespan | | How long could a newborn in {o} expect to live {p}?
cancelled operations | H | o | count operations 6 9e3 | cancelled operations+; operations called off+; surgery cancellations+ | cancelled/cancel ~; called off/call off ~ |
drug spending | H | po | money 9e5 8e9 | spending on medicines; the drugs bill; outlay on drugs; the cost of medicines | spent/spend ~ on medicines |
readmissions | H | o | pct 3 21 | the readmission rate; the share of patients who came back; patients readmitted within a month+ | |
bed occupancy | H | o | pct 61 99 | bed occupancy; the share of beds in use; the occupancy rate| | What proportion of {o}'s beds were taken {p}?
power generated | E | po | qty GWh 300 9e5 | electricity output; power generation; the electricity generated; power production | generated/generate ~ of electricity; produced/produce ~ of power | How much power did {o} make {p}?
power used | E | po | qty GWh 200 9e5 | electricity consumption; power demand; electricity use; the power consumed | used/use ~ of electricity; consumed/consume ~ of power |
installed capacity | E | po | qty MW 12 9e4 | installed capacity; generating capacity; the capacity of its plants; plant capacity | | How much generating plant did {o} have {p}?
solar capacity | E | po | qty MW 6 4e4 | solar capacity; photovoltaic capacity; the capacity of solar farms | | How much solar plant did {o} have {p}?
renewable share | E | po | pct 4 92 | the renewable share; the share of power from renewables; the proportion of green electricity | |
gas stored | E | po | qty TWh 2 240 | gas in storage; gas stocks+; stored gas; gas reserves in storage+ | |
emissions | E C | po | qty tonnes 9e3 6e8 | carbon emissions+; greenhouse gas emissions+; CO2 emissions+; the carbon footprint | emitted/emit ~ of carbon dioxide | How much carbon dioxide did {o} give off {p}?
power cuts | E | po | time minutes 8 420 | the average outage; minutes without power per customer+; the average loss of supply; time without power | |
electricity price | E | po | price kWh 0.06 0.62 | the household electricity price; the price of power; the electricity tariff; the cost of a unit of power | |
passengers | T | o | count passengers 2e4 9e7 | passenger numbers+; passenger traffic; the number of travellers; passengers+ | carried/carry ~; handled/handle ~; served/serve ~ | How many people travelled with {o} {p}?; How many travellers used {o} {p}?
freight | T | po | qty tonnes 2e4 4e8 | freight volume; cargo traffic; goods carried+; the freight tonnage | moved/move ~ of freight; handled/handle ~ of cargo | How much cargo passed through {o} {p}?
containers | T | o | count containers 9e3 3e7 | container traffic; container throughput; containers handled+; the number of boxes handled | handled/handle ~; loaded/load ~ | How many boxes did {o} handle {p}?
flights | T | o | count flights 400 8e5 | flights+; aircraft movements+; take-offs and landings+; the number of flights | operated/operate ~; handled/handle ~ |
punctuality | T | o | pct 48 97 | punctuality; the on-time rate; the share of services on time; the proportion of arrivals on schedule | | How often was {o} on time {p}?
fares | T | o | money 3e5 9e9 | fare income; ticket revenue; takings from fares+; passenger revenue | | How much did travellers pay {o} {p}?
delay | T | o | time minutes 2 74 | the average delay; the mean delay; the typical lateness; the average time lost | | How late was {o} on average {p}?
fleet | T | o | count vehicles 14 9e3 | the fleet; the fleet size; the number of vehicles in service | | How large was {o}'s fleet {p}?
students | S | po | count students 300 2e6 | enrolment; student numbers+; the number of students; students on the rolls+ | enrolled/enrol ~; taught/teach ~ | How many people studied at {o} {p}?
graduates | S | po | count graduates 80 4e5 | graduates+; the number of degrees awarded; people who finished their studies+; completions+ | | How many students finished at {o} {p}?
pass rate | S | po | pct 41 98 | the pass rate; the share of candidates who passed; exam success; the proportion passing | | What share of candidates at {o} passed {p}?
dropout rate | S | po | pct 2 31 | the dropout rate; the share of students leaving early; the proportion who gave up | |
class size | S | po | count pupils 12 38 | the average class size; the mean number of pupils in a class; pupils per class+ | |
teachers | S | po | count teachers 20 2e5 | teacher numbers+; teaching staff; the number of teachers | employed/employ ~ | How many people taught at {o} {p}?
tuition fees | S | o | money 600 4e4 | tuition fees+; the yearly fee; fees for students+; the cost of a year's study | charged/charge ~ a year | How much did a year at {o} cost {p}?
grants | S | o | money 4e5 2e9 | research grants+; grant income; money won from funders; external research funding | won/win ~ in grants |
school places | S C | po | count places 60 9e4 | school places+; the number of places for pupils; seats for pupils+; school capacity | offered/offer ~ |
meals | S | po | count meals 2e3 9e7 | free school meals+; meals served free+; the number of free lunches | served/serve ~ |
wheat harvest | A N | po | qty tonnes 9e3 6e7 | the wheat harvest; wheat output; wheat production; the wheat crop | harvested/harvest ~ of wheat; brought in/bring in ~ of wheat | How much wheat did {o} grow {p}?
wheat yield | A | p | qty tonnes_per_hectare 1.8 9.4 | the wheat yield; yield per hectare; the wheat harvested per hectare | |
milk output | A | po | qty litres 4e5 9e9 | milk output; milk production; milk deliveries+; the amount of milk | delivered/deliver ~ of milk; produced/produce ~ of milk | How much milk came from {o} {p}?
cattle | A | po | count head 400 9e6 | the cattle herd; cattle numbers+; the number of cattle; cows and calves+ | kept/keep ~ of cattle | How many cattle did {o} have {p}?
farm income | A N | po | money 2e6 6e10 | farm income; the earnings of farms; agricultural income | |
area sown | A | po | qty hectares 800 8e6 | the area sown; the planted area; farmland under crops; cropland | sowed/sow ~; planted/plant ~ | How much land was planted in {o} {p}?
fish catch | A N | po | qty tonnes 600 4e6 | the fish catch; fish landings+; the tonnage of fish landed; the catch | landed/land ~ of fish; caught/catch ~ of fish | How much fish did boats from {o} bring ashore {p}?
fertiliser use | A | po | qty tonnes 400 4e6 | fertiliser use; fertiliser consumption; the amount of fertiliser spread | spread/spread ~ of fertiliser |
farms | A | p | count farms 90 3e6 | the number of farms; farm holdings+; farm businesses+ | had/have ~ |
irrigated land | A | p | qty hectares 90 3e6 | irrigated land; the irrigated area; land under irrigation; watered fields+ | |
egg price | A | p | price dozen 1.2 7 | the price of eggs; the egg price; the cost of eggs| |
patents | F S C | po | count patents 3 9e3 | patents granted+; patent awards+; the number of patents; inventions protected+ | received/receive ~; secured/secure ~ | How many inventions did {o} protect {p}?
accidents | F T C | po | count accidents 3 9e3 | accidents+; recorded accidents+; the number of accidents; mishaps+ | recorded/record ~; had/have ~ | How many mishaps were there at {o} {p}?
market share | F | o | pct 1.4 58 | the market share; the slice of the market; the share of the market | held/hold ~ of the market; had/have ~ of the market | What part of the market did {o} have {p}?
"""
