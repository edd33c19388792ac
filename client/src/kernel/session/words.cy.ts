/** What stands between a person and their app, in Welsh: translated by machine, not yet checked. */
const words: Record<string, string> = {
  'session.no_contact':
    'Nid oes cysylltiad â’r gweinydd. Mae angen rhwydwaith ar gyfer hyn. Rhowch gynnig arall arni pan fydd gennych un.',
  'session.device_trouble':
    'Aeth rhywbeth o’i le ar y ddyfais hon. Caewch yr ap, agorwch ef a rhowch gynnig arall arni.',
  'session.wrong.pin.one': 'Nid yw’r PIN yn gywir. Mae gennych 1 cynnig ar ôl.',
  'session.wrong.pin.other': 'Nid yw’r PIN yn gywir. Mae gennych {count} cynnig ar ôl.',
  'session.wrong.pictures.one': 'Nid yw’r lluniau yn gywir. Mae gennych 1 cynnig ar ôl.',
  'session.wrong.pictures.other': 'Nid yw’r lluniau yn gywir. Mae gennych {count} cynnig ar ôl.',
  'session.wait.one': 'Gormod o gynigion anghywir. Arhoswch 1 eiliad, yna rhowch gynnig arall arni.',
  'session.wait.other': 'Gormod o gynigion anghywir. Arhoswch {count} eiliad, yna rhowch gynnig arall arni.',
  'session.shut':
    'Mae hwn wedi’i gloi ar ôl deg cynnig anghywir. Gofynnwch i staff am god newydd. Nid oes dim a anfonwyd gennych wedi’i golli.',
  'session.refused.code_unknown': 'Nid ydym yn adnabod y cod hwn. Gwiriwch ef, neu gofynnwch i staff am un newydd.',
  'session.refused.code_used': 'Mae’r cod hwn wedi’i ddefnyddio o’r blaen. Gofynnwch i staff am un newydd.',
  'session.refused.code_expired': 'Mae’r cod hwn yn rhy hen. Gofynnwch i staff am un newydd.',
  'session.refused.too_many_tries': 'Gormod o gynigion. Arhoswch ychydig funudau, yna rhowch gynnig arall arni.',
  'session.refused.wrong_pin':
    'Nid yw’r rhif a’r PIN yn agor y ciosg hwn. Rhowch gynnig arall arni, neu gofynnwch i staff.',
  'session.refused.locked':
    'Mae hwn wedi’i gloi am y tro ar ôl gormod o gynigion anghywir. Rhowch gynnig arni yn nes ymlaen, neu gofynnwch i staff.',
  'session.refused.revoked': 'Mae staff wedi dod â’r ddyfais hon i ben. Gofynnwch iddynt am un arall.',
  'session.refused.clock': 'Mae cloc y ddyfais hon yn anghywir. Gofynnwch i staff ei osod.'
}

export default words
