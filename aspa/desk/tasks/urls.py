"""Addresses of tasks: of a case, of an agent, and the settings of check-lists."""

from django.urls import URLPattern, URLResolver, path

from aspa.desk.tasks import keeping, options, questions, unknowns, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("tasks/", views.mine, name="my_tasks"),
    path("tasks/colleagues/", views.colleagues, name="task_colleagues"),
    path("cases/<int:number>/tasks/", views.tasks, name="tasks"),
    path("cases/<int:number>/tasks/<int:task_id>/", views.task, name="task"),
    path("cases/<int:number>/tasks/<int:task_id>/doing/", views.doing, name="task_doing"),
    path("cases/<int:number>/tasks/<int:task_id>/undoing/", views.undoing, name="task_undoing"),
    path("cases/<int:number>/tasks/<int:task_id>/removal/", views.removal, name="task_removal"),
    path("cases/<int:number>/check-list/", views.listing, name="listing"),
    path("cases/<int:number>/unknowns/", unknowns.unknowns, name="unknowns"),
    path("cases/<int:number>/unknowns/letter/", unknowns.asking, name="asking_letter"),
    path("cases/<int:number>/unknowns/<int:unknown_id>/answer/", unknowns.answer, name="unknown_answer"),
    path("cases/<int:number>/unknowns/<int:unknown_id>/asking/", unknowns.asked, name="unknown_asked"),
    path("cases/<int:number>/unknowns/<int:unknown_id>/dismissal/", unknowns.dismissal, name="unknown_dismissal"),
    path("cases/<int:number>/unknowns/<int:unknown_id>/reopening/", unknowns.reopening, name="unknown_reopening"),
    path("cases/<int:number>/options/", options.options, name="options"),
    path("cases/<int:number>/options/letter/", options.offering, name="offering_letter"),
    path("cases/<int:number>/options/<int:option_id>/choice/", options.choice, name="choice"),
    path("cases/<int:number>/options/<int:option_id>/unchoosing/", options.unchoosing, name="unchoosing"),
    path("cases/<int:number>/options/<int:option_id>/removal/", options.removal, name="option_removal"),
    path("settings/brands/<int:brand_id>/questions/", questions.questions, name="clarifying"),
    path("settings/brands/<int:brand_id>/questions/<int:key>/", questions.question, name="clarifying_question"),
    path("settings/brands/<int:brand_id>/questions/<int:key>/removal/", questions.removal, name="clarifying_removal"),
    path("settings/brands/<int:brand_id>/check-lists/", keeping.check_lists, name="check_lists"),
    path("settings/brands/<int:brand_id>/check-lists/<int:key>/", keeping.check_list, name="check_list"),
    path("settings/brands/<int:brand_id>/check-lists/<int:key>/removal/", keeping.removal, name="check_list_removal"),
]
