"""Questions that workers often ask, in English and Welsh (machine-made until checked). Theirs may be any other."""

TEMPLATES = {
    "How is your housing going?": "Sut mae eich tŷ yn mynd?",
    "How is work or learning going?": "Sut mae gwaith neu ddysgu yn mynd?",
    "How are things at home?": "Sut mae pethau gartref?",
    "Have you been in touch with the police?": "Ydych chi wedi bod mewn cysylltiad â'r heddlu?",
    "Did you go to your last appointment?": "Aethoch chi i'ch apwyntiad diwethaf?",
    "What went well this week?": "Beth aeth yn dda yr wythnos hon?",
    "What was hard this week?": "Beth oedd yn anodd yr wythnos hon?",
    "Who have you spent time with?": "Gyda phwy rydych chi wedi treulio amser?",
    "How is your money?": "Sut mae eich arian?",
    "Are you sleeping and eating well?": "Ydych chi'n cysgu ac yn bwyta'n dda?",
    "Have you had any alcohol or drugs?": "Ydych chi wedi cymryd alcohol neu gyffuriau?",
    "Is there anything I should know before we meet?": "Oes unrhyw beth y dylwn ei wybod cyn i ni gwrdd?",
}
