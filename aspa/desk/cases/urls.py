"""Addresses of cases; what changes one is a noun below it."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.cases import changes, joining, resting, steps, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.cases, name="home"),
    path("cases/", views.cases, name="cases"),
    path("cases/new/", views.new_case, name="new_case"),
    path("cases/<int:number>/", views.case, name="case"),
    path("cases/<int:number>/summary/", steps.summary, name="summary"),
    path("cases/<int:number>/language/", steps.language, name="case_language"),
    path("cases/<int:number>/merge/", joining.merge, name="merge"),
    path("cases/<int:number>/merges/<int:merge_id>/undoing/", joining.unmerging, name="unmerging"),
    path("cases/<int:number>/split/", joining.split, name="split"),
    path("cases/<int:number>/splits/<int:split_id>/undoing/", joining.unsplitting, name="unsplitting"),
    path("cases/<int:number>/messages/", changes.messages, name="messages"),
    path("cases/<int:number>/memos/", changes.memos, name="memos"),
    path("cases/<int:number>/owners/", changes.owners, name="owners"),
    path("cases/<int:number>/owner/", changes.owner, name="owner"),
    path("cases/<int:number>/closure/", changes.closure, name="closure"),
    path("cases/<int:number>/closure/reopening/", changes.reopening, name="reopening"),
    path("cases/<int:number>/snooze/choices/", resting.choosing, name="snooze_choices"),
    path("cases/<int:number>/snooze/", resting.snooze, name="snooze"),
    path("cases/<int:number>/snooze/waking/", resting.waking, name="waking"),
    path("cases/<int:number>/snooze/rest/", resting.rest, name="rest"),
    path("cases/<int:number>/promise/", changes.promise, name="promise"),
    path("cases/<int:number>/promise/fulfilment/", changes.fulfilment, name="fulfilment"),
    path("cases/<int:number>/links/<int:link_id>/", changes.link, name="link"),
    path("cases/<int:number>/links/<int:link_id>/dismissal/", changes.dismissal, name="dismissal"),
    path("cases/<int:number>/messages/<int:message_id>/sending/", changes.sending, name="sending"),
]
