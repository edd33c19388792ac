"""What people and workers of the invented estate wrote."""

FEELINGS = {"VERY_WELL": 10, "WELL": 30, "OK": 37, "NOT_GREAT": 16, "STRUGGLING": 7}
HELP = {"MONEY": 22, "HOUSING": 22, "MENTAL_HEALTH": 18, "EMPLOYMENT_EDU": 15, "ALCOHOL": 8, "DRUGS": 7, "SUPPORT_SYSTEM": 5, "OTHER": 3}
HELP_WORDS = [
    "The council says three more weeks for the flat.",
    "My payment came late again and the meter is nearly out.",
    "I start at the bakery on Monday but I have no boots for it.",
    "I would like to see the nurse about sleeping.",
    "",
    "",
]
# Question, as the templates have it → what people said to it.
ANSWERS = {
    "How is your housing going?": [
        "The neighbour upstairs is loud at night, the rest is all right.",
        "Council says three more weeks.",
        "Good. I have my own key.",
    ],
    "How is work or learning going?": [
        "They put me forward for two jobs.",
        "Passed the first part, the next one is in three weeks.",
        "Long shifts, but paid on time.",
    ],
    "How are things at home?": [
        "My sister came with the little one. We went to the front.",
        "Quiet. Better than last week.",
        "We argue about money.",
    ],
    "Have you been in touch with the police?": ["No.", "Only to sign.", "They stopped me on Tuesday and let me go on."],
    "Did you go to your last appointment?": ["Yes.", "I missed it because of the bus, I rang them.", "Yes, with my mentor."],
    "What went well this week?": ["Slept through three nights.", "Cooked for my brother.", "Nothing special, no trouble either."],
    "What was hard this week?": ["Waiting for the payment.", "Being on my own on Sunday.", "Nothing really."],
    "Who have you spent time with?": ["My mum and her neighbour.", "People from the course.", "My brother mostly."],
    "How is your money?": ["My payment came late again.", "All right until Friday.", "I have put ten pounds aside."],
    "Are you sleeping and eating well?": ["Eating yes, sleeping not so much.", "Yes, every night.", "Better since I work days."],
    "Have you had any alcohol or drugs?": ["No.", "Two cans on Saturday.", "Six weeks clean today."],
    "Is there anything I should know before we meet?": [
        "No, all OK.",
        "I would like to talk about my son.",
        "Can it be after two? I work in the morning.",
    ],
}
RATIONALES = [
    "Keeps to every appointment and works shifts. Agreed together at our last meeting.",
    "Long way to the office and two buses. We meet in person every month as well.",
    "Asked for shorter, more frequent contact while settling into the new flat.",
    "Settled, in work, low risk. Reviewed with the plan.",
    "Cares for a parent in the day. A check-in on the phone is less to arrange.",
]
REPLIES = [
    "Thank you, {name}. Good to hear that. See you on Thursday.",
    "Thanks. I have asked the housing team and will ring you.",
    "Well done on the course.",
    "Thank you for telling me. I will call you tomorrow after two.",
    "All received, thank you.",
    "",
    "",
]
CONCERNS = [
    "Looked very tired, and did not say where they are staying. Will ring today.",
    "Says all is well, but the answers are short and the background is not their flat.",
    "Asked for help with alcohol for the second time. Referred.",
]
NO_MATCH = [
    "The face in the photo is not the one on our record. Called: the phone was with a cousin.",
    "Cannot tell from this photo. Asked for another.",
]
MISS_REASONS = [
    "The phone was out of credit and then out of charge. Spoken to, will use the library.",
    "Was on a late shift and forgot. Sounded well.",
    "No answer to two calls, letter sent.",
    "In hospital for two nights, discharge letter seen.",
    "Did not find it in the app. Went through it together.",
]
CANCELLED = ["We met in person that day.", "On holiday with permission.", "In hospital.", "Changed to the week after."]
ENDED = ["Order completed.", "Recalled to custody.", "We agreed to meet in person again.", "Moved to another region."]
DECLINED = "Too soon after release. Meet in person for the first eight weeks, then ask again."
PLACES = ["Home", "Lantern House", "Their mother’s", "Work, Saltmarsh Bakery"]

FOLLOWS = [
    "Ring them, and ask how the nights are.",
    "Ring the GP about an earlier appointment.",
    "Meet them in the office.",
    "Ask the housing charity for a place.",
]
CAME_OF_IT = [
    "We spoke. They have an appointment on Tuesday.",
    "They came in. We agreed to talk each week for now.",
    "The charity has taken them on.",
]
