"""From a noun of event to its verb: withdrawal to withdraw, seizure to seize, and nouns that look like their verb.

Only nouns that news uses for what somebody does stand here; state, force or report are verbs too, and things first.
"""

from __future__ import annotations

_PAIRS = """
withdrawal withdraw; retreat retreat; arrival arrive; departure depart; return return; entry enter; escape escape;
flight flee; evacuation evacuate; deployment deploy; redeployment redeploy; invasion invade; intervention intervene;
interference interfere; occupation occupy; annexation annex; seizure seize; capture capture; recapture recapture;
takeover take over; liberation liberate; siege besiege; blockade blockade; encirclement encircle; advance advance;
attack attack; assault assault; raid raid; strike strike; airstrike strike; bombing bomb; bombardment bombard;
shelling shell; killing kill; murder murder; assassination assassinate; execution execute; beheading behead;
abduction abduct; kidnapping kidnap; detention detain; arrest arrest; imprisonment imprison; release release;
deportation deport; expulsion expel; displacement displace; torture torture; massacre massacre; destruction destroy;
demolition demolish; burning burn; looting loot; stabbing stab; shooting shoot; poisoning poison; wounding wound;
overthrow overthrow; ouster oust; ousting oust; removal remove; dismissal dismiss; sacking sack; resignation resign;
appointment appoint; nomination nominate; election elect; re-election re-elect; inauguration inaugurate;
impeachment impeach; succession succeed; replacement replace; designation designate; recognition recognise;
endorsement endorse; support support; backing back; aid aid; assistance assist; help help; protection protect;
defence defend; defense defend; rescue rescue; protest protest; demonstration demonstrate; boycott boycott;
condemnation condemn; denunciation denounce; criticism criticise; accusation accuse; allegation allege;
rejection reject; refusal refuse; denial deny; opposition oppose; objection object; veto veto; approval approve;
adoption adopt; ratification ratify; acceptance accept; signing sign; agreement agree; negotiation negotiate;
discussion discuss; meeting meet; talk talk; consultation consult; visit visit; tour tour; trip travel;
cooperation cooperate; collaboration collaborate; coordination coordinate; mediation mediate; invitation invite;
announcement announce; declaration declare; statement state; confirmation confirm; admission admit;
acknowledgement acknowledge; revelation reveal; disclosure disclose; publication publish; broadcast broadcast;
warning warn; threat threaten; promise promise; pledge pledge; commitment commit; vow vow; offer offer;
proposal propose; suggestion suggest; recommendation recommend; request request; demand demand; call call;
appeal appeal; order order; decision decide; instruction instruct; ban ban; prohibition prohibit;
imposition impose; lifting lift; easing ease; suspension suspend; cancellation cancel; abolition abolish;
annulment annul; revocation revoke; termination terminate; violation violate; breach breach; closure close;
reopening reopen; shutdown shut down; construction construct; building build; reconstruction reconstruct;
development develop; production produce; manufacture manufacture; purchase purchase; acquisition acquire; sale sell;
delivery deliver; supply supply; transfer transfer; export export; import import; investment invest; funding fund;
financing finance; payment pay; donation donate; provision provide; investigation investigate; probe probe;
inquiry inquire; interrogation interrogate; trial try; prosecution prosecute; conviction convict;
sentencing sentence; indictment indict; acquittal acquit; extradition extradite; pardon pardon; amnesty amnesty;
training train; recruitment recruit; conscription conscript; mobilisation mobilise; mobilization mobilize;
disarmament disarm; dismantling dismantle; testing test; test test; launch launch; launching launch; firing fire;
use use; rise rise; fall fall; collapse collapse; death die; birth bear; election elect; victory win; defeat defeat;
loss lose; control control; rule rule; domination dominate; creation create; establishment establish;
formation form; foundation found; founding found; organisation organise; holding hold; hosting host;
celebration celebrate; commemoration commemorate; participation participate; attendance attend; accession accede;
membership join; establishment establish; resumption resume; continuation continue; start start; beginning begin;
end end; ending end; completion complete; implementation implement; enforcement enforce; monitoring monitor;
surveillance monitor; search search; discovery discover; repression repress; suppression suppress;
persecution persecute; oppression oppress; crackdown crack down; dispersal disperse; incitement incite;
provocation provoke; retaliation retaliate; response respond; reaction react; apology apologise; praise praise;
settlement settle; resettlement resettle; repatriation repatriate; migration migrate; emigration emigrate;
exodus flee; surrender surrender; handover hand over; exchange exchange; swap swap; reconciliation reconcile;
normalisation normalise; normalization normalize; expansion expand; reduction reduce; increase increase;
restoration restore; preservation preserve; treatment treat; vaccination vaccinate; infection infect;
acquittal acquit; exclusion exclude; boycotting boycott; assassination assassinate; targeting target;
infiltration infiltrate; hijacking hijack; sabotage sabotage; explosion explode; clash clash
"""

VERBS: dict[str, str] = dict(
    (pair.split(maxsplit=1)[0], pair.split(maxsplit=1)[1].strip()) for pair in _PAIRS.split(";") if pair.strip()
)


def verb_of(noun: str) -> str:
    """Return the verb whose event a noun names, or an empty string.

    >>> verb_of("withdrawal"), verb_of("Seizure"), verb_of("table")
    ('withdraw', 'seize', '')
    """
    return VERBS.get(noun.casefold(), "")
