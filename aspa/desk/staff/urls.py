"""Addresses of people, teams, roles and programs."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.staff import people, programs, roles, second, sign_ins, sign_on, teams

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.people, name="people_at_work"),
    path("people/<int:agent_id>/", people.person, name="person"),
    path("people/<int:agent_id>/grants/", people.grants, name="person_grants"),
    path("people/<int:agent_id>/departure/", people.departure, name="departure"),
    path("people/<int:agent_id>/comeback/", people.comeback, name="comeback"),
    path("people/second-step/", second.rule, name="second_step_rule"),
    path("people/<int:agent_id>/second-step/loss/", second.loss, name="second_step_loss"),
    path("people/<int:agent_id>/sign-ins/ending/", sign_ins.endings, name="endings"),
    path("people/<int:agent_id>/sign-ins/<int:sign_in_id>/ending/", sign_ins.ending, name="ending"),
    path("grants/<int:grant_id>/withdrawal/", people.withdrawal, name="grant_withdrawal"),
    path("people/<int:agent_id>/sign-on/unlinking/", sign_on.unlinking, name="sign_on_unlinking"),
    path("sign-on/", sign_on.sign_on, name="sign_on"),
    path("sign-on/look/", sign_on.look, name="sign_on_look"),
    path("sign-on/removal/", sign_on.removal, name="sign_on_removal"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<int:team_id>/name/", teams.name, name="team_name"),
    path("teams/<int:team_id>/members/", teams.members, name="members"),
    path("teams/<int:team_id>/members/<int:agent_id>/departure/", teams.departure, name="team_departure"),
    path("teams/<int:team_id>/grants/", teams.grants, name="team_grants"),
    path("teams/<int:team_id>/end/", teams.end, name="team_end"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<int:role_id>/", roles.role, name="role"),
    path("roles/<int:role_id>/removal/", roles.removal, name="role_removal"),
    path("programs/", programs.programs, name="programs"),
    path("programs/<int:token_id>/revocation/", programs.revocation, name="revocation"),
]
