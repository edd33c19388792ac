"""How long the tables behind the authoring face are kept, and why; by their names in the database, for no other face knows them."""

from throughgate.kernel.registry.keep import Keep

DRAFT = Keep(None, "the record of who wrote what, as long as the edition that came of it; drafts of nothing are deleted by who wrote them")
LIVE = Keep(None, "one row for each open editor or account, overwritten: it is news, not a record")
LISTS = Keep(None, "Wagtail's lists of what there is; made by its migrations")
UNUSED = Keep(None, "holds nothing: we do not use this part of Wagtail")

KEEPS: dict[str, Keep] = {
    **dict.fromkeys(
        (
            "authoring_itempage",
            "authoring_shelfpage",
            "wagtailcore_page",
            "wagtailcore_revision",
            "wagtailcore_pagelogentry",
            "wagtailcore_modellogentry",
        ),
        DRAFT,
    ),
    **dict.fromkeys(
        (
            "wagtailadmin_editingsession",
            "wagtailadmin_formstate",
            "wagtailcore_pagesubscription",
            "wagtailcore_referenceindex",
            "wagtailusers_userprofile",
            "modelsearch_indexentry",
            "modelsearch_indexentry_fts",
        ),
        LIVE,
    ),
    **dict.fromkeys(("wagtailcore_collection", "wagtailcore_locale", "wagtailadmin_admin"), LISTS),
    **dict.fromkeys(
        (
            "taggit_tag",
            "taggit_taggeditem",
            "wagtailcore_apitoken",
            "wagtailcore_collectionviewrestriction",
            "wagtailcore_collectionviewrestriction_groups",
            "wagtailcore_comment",
            "wagtailcore_commentreply",
            "wagtailcore_groupapprovaltask",
            "wagtailcore_groupapprovaltask_groups",
            "wagtailcore_groupcollectionpermission",
            "wagtailcore_grouppagepermission",
            "wagtailcore_groupsitepermission",
            "wagtailcore_pageviewrestriction",
            "wagtailcore_pageviewrestriction_groups",
            "wagtailcore_site",
            "wagtailcore_task",
            "wagtailcore_taskstate",
            "wagtailcore_uploadedfile",
            "wagtailcore_workflow",
            "wagtailcore_workflowcontenttype",
            "wagtailcore_workflowpage",
            "wagtailcore_workflowstate",
            "wagtailcore_workflowtask",
        ),
        UNUSED,
    ),
}
