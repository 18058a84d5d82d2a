//! KPIs to begin from: in which phase of an organisation each of them tells most (F8), and what of one becomes a draft of
//! one's own (E5).

use crate::domain::{Id, Kpi};

/// How far an organisation has come: what matters to one that looks for its first users is not what matters to one that
/// has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It wins its users: do people come, try and buy, and does the money last?
    StartUp,
    /// It has them: do they stay, does the work pay, and do the people who do it stay too?
    Established,
}

impl Phase {
    /// Both, in the order in which an organisation lives them.
    pub const ALL: [Phase; 2] = [Phase::StartUp, Phase::Established];
}

const FIRST: &[Phase] = &[Phase::StartUp];
const LATER: &[Phase] = &[Phase::Established];
const BOTH: &[Phase] = &Phase::ALL;

/// Every KPI of the library by its id there, with the phases in which it tells most. Acquisition comes first and
/// retention later; what an organisation lives on matters in both.
pub const PHASES: [(&str, &[Phase]); 43] = [
    // company and finance
    ("m_cash", BOTH),
    ("m_net_profit_margin", LATER),
    ("m_operational_efficiency", LATER),
    ("m_productivity", LATER),
    ("m_profit", LATER),
    ("m_profit_per_employee", LATER),
    ("m_revenue", BOTH),
    ("m_revenue_growth", FIRST),
    // sales
    ("m_calls", FIRST),
    ("m_lead_conversion", BOTH),
    ("m_lifetime_value", LATER),
    ("m_qualified_leads", FIRST),
    ("m_sales_growth", FIRST),
    ("m_sales_quarter", BOTH),
    ("m_sales_revenue", BOTH),
    ("m_trial_conversion", FIRST),
    // marketing
    ("m_subscriber_conversion", FIRST),
    ("m_traffic", FIRST),
    // customers
    ("m_client_nps", LATER),
    ("m_csat", BOTH),
    ("m_feedback_forms", FIRST),
    ("m_retention", LATER),
    ("m_satisfaction", BOTH),
    // technical support
    ("m_call_time", LATER),
    ("m_replies", BOTH),
    ("m_resolution_time", LATER),
    ("m_response_time", BOTH),
    ("m_ticket_count", LATER),
    ("m_tickets", LATER),
    ("m_time_to_respond", BOTH),
    // people
    ("m_absenteeism", LATER),
    ("m_diversity", LATER),
    ("m_engagement", LATER),
    ("m_enps", LATER),
    ("m_hiring_funnel", BOTH),
    ("m_onboarding", BOTH),
    ("m_onboarding_pass", LATER),
    ("m_overtime", BOTH),
    ("m_performance", LATER),
    ("m_recruitment_time", BOTH),
    ("m_training", LATER),
    ("m_turnover", LATER),
    // product and technology
    ("m_uptime", BOTH),
];

/// The phases in which a KPI of the library tells most.
pub fn phases_of(kpi: &Id) -> &'static [Phase] {
    PHASES.iter().find(|(id, _)| *id == kpi.as_str()).map_or(&[], |(_, phases)| phases)
}

/// A KPI of the library as a draft of one's own: what is measured and how, and nothing that somebody has to decide.
/// Target, owner and reason are left open, also where the library gives a word of advice in their place.
pub fn draft(of: &Kpi, team: Option<Id>) -> Kpi {
    Kpi {
        unit: of.unit.clone(),
        definition: of.definition.clone(),
        aggregate: of.aggregate,
        team,
        ..Kpi::new(&of.title, of.direction, of.every)
    }
}
